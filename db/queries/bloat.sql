-- Space that holds nothing: dead rows that vacuum has not removed, and pages that are mostly empty; estimated from the statistics
with tables as (
    select c.oid, c.relpages, c.reltuples, s.n_live_tup, s.n_dead_tup, s.last_autovacuum, s.last_vacuum,
           -- 24 bytes of header and padding, 4 of the pointer, and the columns as analyze saw them
           ceil(c.reltuples * (28 + w.width) / (8168 * coalesce(f.fill, 100) / 100.0)) as pages_needed
      from pg_class c
      join pg_stat_user_tables s on s.relid = c.oid
     -- unknown where a column was never analyzed, or is not ours to read
     cross join lateral (select case when count(*) = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
                                    then sum((1 - p.null_frac) * p.avg_width)
                                end as width
                           from pg_stats p
                          where p.schemaname = s.schemaname and p.tablename = s.relname) as w
      left join lateral (select substring(o from '\d+')::int as fill
                           from unnest(c.reloptions) as o
                          where o like 'fillfactor=%') as f on true
     where c.relkind = 'r'
)
  select *
    from (
        select oid::regclass::text as of_table,
               n_live_tup as rows,
               n_dead_tup as dead,
               pg_size_pretty(relpages * 8192::bigint) as size,
               pg_size_pretty((greatest(relpages - pages_needed, 0) * 8192)::bigint) as empty,
               coalesce(date_trunc('second', greatest(last_autovacuum, last_vacuum))::text, 'never') as vacuumed,
               case
                   when n_dead_tup >= 10000 and n_dead_tup > n_live_tup * 0.4
                       then format('Table %s has %s dead rows beside %s live ones: vacuum does not keep up, or an old transaction forbids it (ops/db live).',
                                   oid::regclass, n_dead_tup, n_live_tup)
                   when relpages >= 1280 and pages_needed < relpages * 0.4
                       then format('Table %s takes %s, of which about %s are empty: its rows went, and their space is kept for new ones.',
                                   oid::regclass, pg_size_pretty(relpages * 8192::bigint), pg_size_pretty(((relpages - pages_needed) * 8192)::bigint))
               end as fault
          from tables
         where relpages > 0
         ) as seen
order by fault is null, dead desc, of_table
   limit 30
