-- Statements by the time that they took in all, and those that are slow each time
-- needs: pg_stat_statements
  select *
    from (
        select s.queryid::text as statement_id,
               s.calls,
               round(s.mean_exec_time::numeric, 1) as ms_each,
               round(s.total_exec_time::numeric) as ms_in_all,
               round(s.rows / nullif(s.calls, 0)::numeric, 1) as rows_each,
               round((s.shared_blks_hit + s.shared_blks_read) / nullif(s.calls, 0)::numeric) as buffers_each,
               left(regexp_replace(s.query, '\s+', ' ', 'g'), 160) as statement,
               case
                   when s.calls >= 3 and s.temp_blks_written / s.calls >= 128
                       then format('Statement %s writes %s of temporary files each of its %s times: what it sorts or joins does not fit into work_mem.',
                                   s.queryid, pg_size_pretty(s.temp_blks_written / s.calls * 8192), s.calls)
                   when s.calls >= 3 and s.mean_exec_time >= 100
                       then format('Statement %s takes %s ms each of its %s times. ops/explain %s tells why.',
                                   s.queryid, round(s.mean_exec_time), s.calls, s.queryid)
               end as fault
          from pg_stat_statements s
          join pg_database d on d.oid = s.dbid
         where d.datname = current_database()
           and s.query ~* '^\s*(with|select|insert|update|delete|merge)\y'
     union all
        select null, count(*), null, sum(s.total_exec_time)::numeric(20), null, null, 'of other roles',
               format('Of %s statements of other roles nothing can be seen but their times: grant pg_read_all_stats to %I.', count(*), current_user)
          from pg_stat_statements s
          join pg_database d on d.oid = s.dbid
         where d.datname = current_database()
           and s.query = '<insufficient privilege>'
        having count(*) > 0
         ) as seen
order by fault is null, ms_in_all desc
   limit 30
