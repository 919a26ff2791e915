-- Work outside of our schedule, such as backups: when it was last done, and by when it is missed
  select name,
         to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as last_done,
         to_char(next_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as next_by,
         note,
         case
             when next_by < now()
                 then format('%s was last done at %s UTC and was due again by %s: look at what does it, before it is needed.',
                             name, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), to_char(next_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI'))
         end as fault
    from jobs.beat
order by name
