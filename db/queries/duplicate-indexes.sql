-- Indexes that do what another one of the same table does as well
with keyed as (
    select x.indexrelid, x.indrelid, x.indisunique, x.indkey::text as keys,
           n.nspname || '.' || i.relname as name,
           i.relam, x.indnkeyatts, x.indnatts,
           (select array_agg(row(k.attnum, c.oid_, o.oid_, f.flag, pg_get_indexdef(x.indexrelid, k.place::int, true))::text order by k.place)
              from unnest(x.indkey::int2[]) with ordinality as k (attnum, place)
              left join unnest(x.indclass::oid[]) with ordinality as o (oid_, place) on o.place = k.place
              left join unnest(x.indcollation::oid[]) with ordinality as c (oid_, place) on c.place = k.place
              left join unnest(x.indoption::int2[]) with ordinality as f (flag, place) on f.place = k.place) as columns,
           coalesce(pg_get_expr(x.indpred, x.indrelid), '') as condition
      from pg_index x
      join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = i.relnamespace
     where n.nspname !~ '^(pg_|information_schema)'
)
  select a.name as index,
         b.name as covered_by,
         pg_size_pretty(pg_relation_size(a.indexrelid)) as size,
         format('Index %s (%s) does nothing that %s does not: drop it.',
                a.name, pg_size_pretty(pg_relation_size(a.indexrelid)), b.name) as fault
    from keyed a
    join keyed b on b.indrelid = a.indrelid
                and b.indexrelid <> a.indexrelid
                and b.relam = a.relam
                and b.condition = a.condition
                and b.columns[1:cardinality(a.columns)] = a.columns
   where (not a.indisunique or b.indisunique and cardinality(b.columns) = cardinality(a.columns))
     -- what is after the keys (include) holds no order, so it may only be covered by the very same
     and (a.indnkeyatts = a.indnatts and a.indnkeyatts <= b.indnkeyatts or a.indnkeyatts = b.indnkeyatts)
     and (cardinality(b.columns) = cardinality(a.columns) or a.relam = (select oid from pg_am where amname = 'btree'))
     -- of two that are the same, the one that is no constraint's, or the younger one
     and (cardinality(b.columns) > cardinality(a.columns)
          or a.indisunique::int < b.indisunique::int
          or a.indisunique = b.indisunique and a.indexrelid > b.indexrelid)
order by pg_relation_size(a.indexrelid) desc, 1
