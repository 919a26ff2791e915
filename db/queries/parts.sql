-- Tables that are cut in parts: the last part that is there, and rows for which there was none
  select t.oid::regclass::text as of_table,
         parts.many as parts,
         parts.last as last_part,
         coalesce(astray.rows, 0) as rows_astray,
         case
             when astray.rows > 0
                 then format('%s rows of %s lie in %s, for no part was there: detach it, make the parts, and insert them again.',
                             astray.rows, t.oid::regclass, astray.part)
             when parts.known < to_char(now() at time zone 'UTC' + interval '1 month', 'YYYY_MM')
                 then format('The last part of %s is %s: see why the job that makes parts has not run, and run it.', t.oid::regclass, parts.last)
         end as fault
    from pg_partitioned_table p
    join pg_class t on t.oid = p.partrelid
   cross join lateral (select count(*) as many,
                              max(c.oid::regclass::text) filter (where c.relname ~ '_\d{4}_\d\d$') as last,
                              coalesce(max(right(c.relname, 7)) filter (where c.relname ~ '_\d{4}_\d\d$'), '') as known
                         from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = t.oid) as parts
    left join lateral (select p.partdefid::regclass::text as part,
                              substring(query_to_xml(format('select count(*) as n from %s where tableoid = %s', t.oid::regclass, p.partdefid),
                                                     false, true, '')::text from '<n>(\d+)</n>')::bigint as rows
                        where p.partdefid <> 0 and has_table_privilege(t.oid, 'select')) as astray on true
order by 1
