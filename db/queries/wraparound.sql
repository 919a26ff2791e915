-- How many transactions old the oldest unfrozen row of each table is; at two billion, PostgreSQL stops writing
with aged as (
    select c.oid, age(c.relfrozenxid) as age, t.age_at_which_vacuum_is_forced as forced
      from pg_class c
     cross join lateral (select coalesce((select substring(o from '\d+')::int
                                            from unnest(c.reloptions) as o
                                           where o like 'autovacuum_freeze_max_age=%'),
                                         current_setting('autovacuum_freeze_max_age')::int) as age_at_which_vacuum_is_forced) as t
     where c.relkind in ('r', 'm', 't')
)
  select oid::regclass::text as of_table,
         age,
         forced as vacuum_forced_at,
         case
             when age > forced * 1.1
                 then format('Table %s is %s transactions old, and vacuum was due at %s: something holds it back. Look for an old transaction (ops/db live), a prepared one, or a slot that nobody reads.',
                             oid::regclass, age, forced)
         end as fault
    from aged
order by age / forced::numeric desc, 1
   limit 10
