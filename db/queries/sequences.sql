-- How far sequences have come, by the end that they or their columns have
  select format('%I.%I', s.schemaname, s.sequencename) as sequence,
         coalesce(c.column, '') as of_column,
         s.last_value,
         c.last as end,
         round(100.0 * s.last_value / c.last, 1) as percent,
         case
             when not has_sequence_privilege(format('%I.%I', s.schemaname, s.sequencename), 'select')
                 then format('Sequence %I.%I cannot be seen: grant select on it to %I.', s.schemaname, s.sequencename, current_user)
             when s.last_value > c.last * 0.5 and not s.cycle
                 then format('Sequence %I.%I has used %s %% of its numbers: widen it to bigint while there is time.',
                             s.schemaname, s.sequencename, round(100.0 * s.last_value / c.last))
         end as fault
    from pg_sequences s
   cross join lateral (select string_agg(format('%s.%I', a.attrelid::regclass, a.attname), ', ') as column,
                              least(s.max_value,
                                    min(case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 end)) as last
                         from pg_depend d
                         join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                        where d.objid = format('%I.%I', s.schemaname, s.sequencename)::regclass
                          and d.deptype in ('a', 'i')) as c
   where s.increment_by > 0
order by 5 desc nulls last, 1
