-- Constraints that were never checked against the rows that were there, and indexes that were begun and not finished
select conrelid::regclass::text as of_table,
       conname as name,
       format('Constraint %s of %s is not validated, so old rows may break it: alter table %s validate constraint %I.',
              conname, conrelid::regclass, conrelid::regclass, conname) as fault
  from pg_constraint
 where not convalidated
   and conrelid <> 0
 union all
select x.indrelid::regclass::text,
       x.indexrelid::regclass::text,
       format('Index %s is invalid: a concurrent build failed. It costs each write and serves no read; drop it, and build it again.',
              x.indexrelid::regclass)
  from pg_index x
 where not x.indisvalid
   and not exists (select from pg_stat_progress_create_index p where p.index_relid = x.indexrelid)
