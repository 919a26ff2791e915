package dev.fairground.rules;

/** What every table keeps to, asked of the catalogue of a live, migrated database; each rule with the twin that it must catch. */
enum SchemaRule {
    TABLE_COMMENT(
            "select t.name from ours t where obj_description(t.oid, 'pg_class') is null",
            "create table twin.silent (id int not null constraint silent_pk primary key)",
            "twin.silent",
            "Say with comment on table what one row is."),
    CONSTRAINT_NAME(
            """
            select t.name || ' has ' || c.conname
              from pg_constraint c join ours t on t.oid = c.conrelid
             where c.contype <> 'n'
               and (left(c.conname, length(t.relname) + 1) <> t.relname || '_' or c.conname ~ '_(pkey|fkey|check)[0-9]*$' or c.contype = 'u' and c.conname ~ '_key[0-9]*$')
            """,
            "create table twin.named (id int primary key, constraint positive check (id > 0))",
            "has positive",
            "Name the rule, the table's name in front: bid_amount_positive."),
    DOMAIN_NAME(
            """
            select t.name || '.' || t.attname || ' has ' || c.conname
              from columns t join pg_constraint c on c.contypid = t.domain join pg_type y on y.oid = t.domain
             where t.name || '_' || t.attname <> y.typnamespace::regnamespace || '.' || y.typname
                or left(c.conname, length(y.typname) + 1) <> y.typname || '_'
            """,
            "create domain twin.money as int constraint positive check (value > 0); create table twin.priced (amount twin.money not null)",
            "twin.priced.amount has positive",
            "A domain is one column's, and its rules are named like the column's: bid_amount with bid_amount_positive."),
    CONSTRAINT_COMMENT(
            """
            select t.name || ' has ' || c.conname
              from pg_constraint c join ours t on t.oid = c.conrelid
             where obj_description(c.oid, 'pg_constraint') is null
               and (c.contype in ('c', 'u', 'x') or c.contype = 'f' and (cardinality(c.conkey) > 1 or c.confdeltype <> 'a' or c.confupdtype <> 'a'))
             union
            select t.name || '.' || t.attname || ' has ' || c.conname
              from columns t join pg_constraint c on c.contypid = t.domain and c.contype = 'c'
             where obj_description(c.oid, 'pg_constraint') is null
            """,
            "create domain twin.mute as int constraint mute_positive check (value > 0); create table twin.unsaid (mute twin.mute not null)",
            "twin.unsaid.mute has mute_positive",
            "Say with comment on constraint what must always hold, and not how it is checked; of a foreign key, what it does beside referring."),
    INDEX_NAME(
            """
            select t.name || ' has ' || i.relname
              from pg_index x join ours t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
             where left(i.relname, length(t.relname) + 1) <> t.relname || '_'
            """,
            "create table twin.indexed (id int); create index by_id on twin.indexed (id)",
            "has by_id",
            "Put the table's name in front: bid_auction_idx."),
    INDEX_SAYS_WHAT_FOR(
            """
            select t.name || ' has ' || x.indexrelid::regclass
              from pg_index x join ours t on t.oid = x.indrelid
             where obj_description(x.indexrelid, 'pg_class') is null
               and not exists (select from pg_constraint c where c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x'))
            """,
            "create table twin.found (id int); create index found_idx on twin.found (id)",
            "has twin.found_idx",
            "Name the query with comment on index: whoever would drop it must know what becomes slow."),
    TIME_ZONE(
            "select t.name || '.' || attname from columns t where type in ('timestamp without time zone', 'time without time zone')",
            "create table twin.timed (at timestamp)",
            "twin.timed.at",
            "An instant is a timestamptz."),
    PLAIN_TYPE(
            """
            select t.name || '.' || attname || ' is ' || type
              from columns t
             where type ~ '^(real|double precision|money|json|character varying.*|serial)$'
            """,
            "create table twin.typed (price double precision)",
            "price is double precision",
            "bigint for amounts, text with a length check for text, jsonb for documents."),
    NO_SEQUENCE(
            "select t.name || '.' || attname from columns t where default_text like 'nextval%' or identity <> ''",
            "create table twin.counted (id bigserial)", "twin.counted.id", "Ids are UUIDv7 made in Java."),
    NULL_SAYS_WHAT(
            """
            select t.name || '.' || attname
              from columns t
             where not not_null
               and col_description(t.oid, t.attnum) is null
               and not exists (select from pg_constraint c
                                where c.conrelid = t.oid and c.contype = 'c' and t.attnum = any(c.conkey)
                                  and pg_get_constraintdef(c.oid) ~ 'IS (NOT )?NULL')
            """,
            "create table twin.empty (note text)",
            "twin.empty.note",
            "Make it not null, or say what null means: with comment on column, or with a check that ties it to the state."),
    TEXT_HAS_A_LIMIT(
            """
            select t.name || '.' || attname
              from columns t
             where type = 'text'
               and not generated
               and not exists (select from pg_constraint c where c.contypid = t.domain and c.contype = 'c')
               and not exists (select from pg_constraint c
                                where c.conrelid = t.oid and c.contype in ('c', 'f') and t.attnum = any(c.conkey))
            """,
            "create table twin.endless (note text not null)",
            "twin.endless.note",
            "Check its length or its form, or let it refer to a table."),
    FOREIGN_KEY_INDEXED(
            """
            select t.name || ' has ' || c.conname
              from pg_constraint c join ours t on t.oid = c.conrelid
             where c.contype = 'f'
               and not exists (select from pg_index x
                                where x.indrelid = c.conrelid and (x.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
            """,
            """
            create table twin.parent (id int constraint parent_pk primary key);
            create table twin.child (parent_id int constraint child_parent_fk references twin.parent (id))
            """,
            "has child_parent_fk",
            "Index the referring columns, or say why the referred row is never removed."),
    NO_TYPE_ID_PAIR(
            """
            select t.name || '.' || attname
              from columns t
             where attname ~ '_type$'
               and exists (select from columns o where o.oid = t.oid and o.attname = replace(t.attname, '_type', '_id'))
            """,
            "create table twin.pair (target_type text, target_id uuid)",
            "twin.pair.target_type",
            "One nullable foreign key per kind of target, and a check that exactly one is set.");

    private static final String OURS = """
            with ours as (
                select c.oid, c.relname, n.nspname || '.' || c.relname as name
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p')
                   and not c.relispartition
                   and n.nspname !~ '^(pg_|information_schema|migrations$|public$)'
            ), columns as (
                select t.oid, t.name, a.attname, a.attnum, a.attnotnull as not_null, a.attidentity as identity, a.attgenerated <> '' as generated,
                       a.atttypid as domain, format_type(coalesce(nullif(y.typbasetype, 0), y.oid), null) as type,
                       coalesce(pg_get_expr(d.adbin, d.adrelid), '') as default_text
                  from ours t
                  join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
                  join pg_type y on y.oid = a.atttypid
                  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            )
            """;

    private final String offenders;
    private final String twinTable;
    private final String twin;
    private final String instead;

    SchemaRule(String offenders, String twinTable, String twin, String instead) {
        this.offenders = offenders;
        this.twinTable = twinTable;
        this.twin = twin;
        this.instead = instead;
    }

    String query() {
        return OURS + offenders + " order by 1";
    }

    /** Makes a table, in a schema named twin, that breaks the rule. */
    String twinTable() {
        return twinTable;
    }

    /** Part of what the rule says about that table. */
    String twin() {
        return twin;
    }

    String instead() {
        return instead;
    }
}
