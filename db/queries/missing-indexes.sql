-- Foreign keys that no index serves, and big tables that are read from end to end
select c.conrelid::regclass::text as of_table,
       'foreign key ' || c.conname as what,
       format('Foreign key %s of %s has no index: whoever removes a row of %s reads all of %s.',
              c.conname, c.conrelid::regclass, c.confrelid::regclass, c.conrelid::regclass) as fault
  from pg_constraint c
 where c.contype = 'f'
   and c.conparentid = 0
   and not exists (select
                     from pg_index x
                    where x.indrelid = c.conrelid
                      and x.indisvalid
                      and (x.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
 union all
select relid::regclass::text,
       format('%s reads from end to end, %s rows each', seq_scan, seq_tup_read / seq_scan),
       case
           when seq_scan >= 20 and seq_tup_read / seq_scan >= 10000
               then format('Table %s was read from end to end %s times, %s rows each: find the statement (ops/db slow), and give it an index.',
                           relid::regclass, seq_scan, seq_tup_read / seq_scan)
       end
  from pg_stat_user_tables
 where seq_scan > 0
   and n_live_tup >= 10000
