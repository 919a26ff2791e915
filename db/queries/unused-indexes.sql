-- Indexes that no statement has read since the statistics began, though their tables are read a lot; each write keeps them all the same
  select n.nspname || '.' || i.relname as index,
         n.nspname || '.' || t.relname as of_table,
         pg_size_pretty(pg_relation_size(i.oid)) as size,
         s.idx_scan as times_read,
         case
             when s.idx_scan = 0 and u.reads >= 100 and pg_relation_size(i.oid) >= 1048576
                 then format('Index %I.%I (%s) was never read, while its table was %s times: drop it, unless a rare report needs it.',
                             n.nspname, i.relname, pg_size_pretty(pg_relation_size(i.oid)), u.reads)
         end as fault
    from pg_stat_user_indexes s
    join pg_index x on x.indexrelid = s.indexrelid
    join pg_class i on i.oid = x.indexrelid
    join pg_class t on t.oid = x.indrelid
    join pg_namespace n on n.oid = t.relnamespace
    join (select relid, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as reads from pg_stat_user_tables) u on u.relid = t.oid
   where not x.indisunique
     and s.idx_scan = 0
     -- without it a foreign key's other side is removed or renamed by reading the whole table
     and not exists (select
                       from pg_constraint c
                      where c.conrelid = t.oid
                        and c.contype = 'f'
                        and (x.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
order by pg_relation_size(i.oid) desc, 1
   limit 50
