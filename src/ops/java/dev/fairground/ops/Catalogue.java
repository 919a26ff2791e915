package dev.fairground.ops;

import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * All that can be told of a database's schema and rows, as lines that are the same where the databases are: without numbers that PostgreSQL
 * gives out, and without the gaps that dropped columns leave. The history of migrations is left out.
 */
final class Catalogue {

    private static final String OURS = """
        with ours as (
            select oid, nspname, nspacl from pg_namespace where nspname !~ '^(pg_|information_schema$|migrations$)'
        ), relations as (
            select c.*
              from pg_class c join ours n on n.oid = c.relnamespace
             where not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
        )
        """;

    private static final List<String> KINDS = List.of(
            "select 'schema', nspname, nspacl::text from ours",
            "select 'extension', extname, extversion || ' ' || extnamespace::regnamespace from pg_extension",
            """
            select 'relation', oid::regclass,
                   concat_ws(' ', relkind, relpersistence, relacl, reloptions, relreplident, relrowsecurity, relforcerowsecurity, relispartition,
                             (select amname from pg_am where oid = relam), relowner::regrole,
                             pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid))
              from relations
            """,
            """
               select 'column', r.oid::regclass || ' ' || row_number() over (partition by r.oid order by attnum),
                      concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attstorage, attcompression,
                                'statistics ' || attstattarget, attoptions, attacl, attcollation::regcollation, pg_get_expr(adbin, adrelid))
                 from relations r
                 join pg_attribute a on attrelid = r.oid and attnum > 0 and not attisdropped
            left join pg_attrdef on adrelid = r.oid and adnum = attnum
            """,
            // Those that only say "not null" are told of the column; their names are PostgreSQL's. In as few brackets
            // as it takes, since
            // "between" leaves a pair that is gone when what it told is read again.
            """
            select 'constraint', conname || ' on ' || conrelid::regclass,
                   concat_ws(' ', pg_get_constraintdef(k.oid, true), condeferrable, condeferred, convalidated,
                             case when not relispartition then connoinherit end)
              from pg_constraint k join relations r on r.oid = conrelid
             where contype <> 'n'
            """,
            """
            select 'domain', t.oid::regtype,
                   concat_ws(' ', format_type(typbasetype, typtypmod), typnotnull, typdefault, typcollation::regcollation, typacl,
                             (select string_agg(concat_ws(' ', conname, pg_get_constraintdef(k.oid, true), convalidated), ' ' order by conname)
                                from pg_constraint k
                               where contypid = t.oid and contype = 'c'))
              from pg_type t join ours n on n.oid = typnamespace
             where typtype = 'd'
            """,
            """
            select 'index', indexrelid::regclass, concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisclustered, indisreplident)
              from pg_index join relations r on r.oid = indrelid
            """,
            """
            select 'function', p.oid::regprocedure, concat_ws(' ', pg_get_functiondef(p.oid), proacl, proowner::regrole)
              from pg_proc p join ours n on n.oid = pronamespace
             where prokind in ('f', 'p')
               and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')
            """,
            """
            select 'trigger', tgname || ' on ' || tgrelid::regclass, concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled)
              from pg_trigger t join relations r on r.oid = tgrelid
             where not tgisinternal
            """,
            "select 'view', oid::regclass, pg_get_viewdef(oid) from relations where relkind in ('v', 'm')",
            """
            select 'statistics', stxname, concat_ws(' ', pg_get_statisticsobjdef(s.oid), 'target ' || stxstattarget)
              from pg_statistic_ext s join ours n on n.oid = stxnamespace
            """,
            """
            select 'sequence', schemaname || '.' || sequencename,
                   concat_ws(' ', data_type, start_value, min_value, max_value, increment_by, cycle, cache_size, 'last ' || last_value)
              from pg_sequences
             where schemaname <> 'migrations'
            """,
            """
            select 'comment', type || ' ' || identity, description
              from pg_description cross join lateral pg_identify_object(classoid, objoid, objsubid)
             where objoid >= 16384
            """,
            // Of whatever else there may be, at least that it is there.
            """
            select distinct 'object', type || ' ' || identity, ''
              from pg_depend cross join lateral pg_identify_object(classid, objid, objsubid)
             where objid >= 16384 and identity !~ '(pg_toast|(RI|Unique)_ConstraintTrigger|_not_null on |^migrations)'
            """);

    private Catalogue() {}

    /** @param connection its search path is changed */
    static Set<String> of(Connection connection) {
        var database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        database.sql("set search_path = ''").update(); // so that every name is told with its schema
        var lines = new TreeSet<String>();
        for (var kind : KINDS) {
            database.sql(OURS + "select concat_ws(': ', kind, what, told) from (" + kind
                            + ") as all_of_it (kind, what, told)")
                    .query(String.class)
                    .list()
                    .forEach(lines::add);
        }
        for (var table : database.sql(OURS + "select oid::regclass::text from relations where relkind = 'r'")
                .query(String.class)
                .list()) {
            database.sql("select concat('row: ', '" + table + "', ' ', of_it::text) from " + table + " as of_it")
                    .query(String.class)
                    .list()
                    .forEach(lines::add);
        }
        return lines;
    }
}
