-- Tables by their size, with what one row costs, indexes and long texts included; one that somebody has locked is left out, as its size would wait
  select coalesce(i.inhparent, c.oid)::regclass::text as of_table,
         sum(greatest(c.reltuples, 0))::bigint as rows,
         pg_size_pretty(sum(pg_total_relation_size(c.oid))) as size,
         round(sum(pg_total_relation_size(c.oid)) / nullif(sum(greatest(c.reltuples, 0)), 0)::numeric) as bytes_a_row,
         null as fault
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_inherits i on i.inhrelid = c.oid
   where c.relkind = 'r'
     and n.nspname !~ '^(pg_|information_schema$|migrations$)'
     and not exists (select from pg_locks l where l.relation = c.oid and l.mode = 'AccessExclusiveLock')
group by coalesce(i.inhparent, c.oid)
order by sum(pg_total_relation_size(c.oid)) desc, 1
