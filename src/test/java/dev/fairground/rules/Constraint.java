package dev.fairground.rules;

import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One of our named rules in the database: a constraint of a table or of a column's domain, a unique index or a trigger that refuses. Keys and {@code not null} aside, for
 * these need no thought.
 *
 * @param drop the statement that takes the rule away
 */
record Constraint(String id, String drop) {

    static List<Constraint> in(JdbcOperations database) {
        return database.query("""
                with ours as (
                    select c.oid, c.relname, n.nspname || '.' || c.relname as name, n.nspname
                      from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'p') and not c.relispartition
                       and n.nspname !~ '^(pg_|information_schema|migrations$|public$)'
                )
                  select t.name || '.' || c.conname as id, format('alter table %s drop constraint %I cascade', t.name, c.conname) as drop
                    from pg_constraint c join ours t on t.oid = c.conrelid
                   where c.contype in ('c', 'f', 'u', 'x')
                   union all
                  select t.name || '.' || c.conname, format('alter domain %s drop constraint %I', c.contypid::regtype, c.conname)
                    from pg_constraint c
                    join pg_attribute a on a.atttypid = c.contypid and not a.attisdropped
                    join ours t on t.oid = a.attrelid
                   where c.contype = 'c'
                   union all
                  select t.name || '.' || i.relname, format('drop index %I.%I', t.nspname, i.relname)
                    from pg_index x join ours t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
                   where x.indisunique
                     and not exists (select from pg_constraint c where c.conindid = i.oid and c.conrelid = t.oid)
                   union all
                  select t.name || '.' || g.tgname, format('drop trigger %I on %s', g.tgname, t.name)
                    from pg_trigger g join ours t on t.oid = g.tgrelid join pg_proc p on p.oid = g.tgfoid
                   where not g.tgisinternal
                     and p.prosrc ~ 'raise exception'
                order by 1
                """, (row, _) -> new Constraint(row.getString("id"), row.getString("drop")));
    }

    String name() {
        return id.substring(id.lastIndexOf('.') + 1);
    }
}
