-- Rows that break a constraint which was added without looking at them, and how many
select conrelid::regclass::text as of_table,
       conname as name,
       broken.rows as rows_that_break_it,
       case when broken.rows > 0
            then format('%s rows of %s break %s, which is younger: mend them, then alter table %2$s validate constraint %3$I.',
                        broken.rows, conrelid::regclass, conname)
       end as fault
  from pg_constraint c
 cross join lateral (select format('select count(*) as n from %s row where ', conrelid::regclass)
                            || case contype
                                   when 'c' then format('not (%s)', pg_get_expr(conbin, conrelid))
                                   else (select string_agg(format('row.%I is not null', a.attname), ' and ')
                                                || format(' and not exists (select from %s other where ', confrelid::regclass)
                                                || string_agg(format('other.%I = row.%I', b.attname, a.attname), ' and ') || ')'
                                           from unnest(conkey, confkey) as pair (here, there)
                                           join pg_attribute a on a.attrelid = conrelid and a.attnum = pair.here
                                           join pg_attribute b on b.attrelid = confrelid and b.attnum = pair.there)
                               end as sql) as asked
 cross join lateral (select substring(query_to_xml(asked.sql, false, true, '')::text from '<n>(\d+)</n>')::bigint as rows) as broken
 where not convalidated
   and conrelid <> 0
   and contype in ('c', 'f')
   and has_table_privilege(conrelid, 'select')
   and (contype = 'c' or has_table_privilege(confrelid, 'select'))
