-- What the sessions of this database are doing, the oldest transaction first
with sessions as (
    select *, clock_timestamp() - state_change as in_state, clock_timestamp() - query_start as in_query, coalesce(nullif(application_name, ''), 'no name') as named
      from pg_stat_activity
     where datname = current_database()
       and pid <> pg_backend_pid()
)
(  select pid::text as session,
          application_name as application,
          state,
          date_trunc('second', clock_timestamp() - xact_start)::text as in_transaction,
          date_trunc('second', in_state)::text as in_this_state,
          concat_ws(' ', wait_event_type, wait_event) as waits_for,
          left(regexp_replace(query, '\s+', ' ', 'g'), 120) as statement,
          case
              when state like 'idle in transaction%' and in_state >= patience
                  then format('Session %s (%s) has sat in a transaction for %s and does nothing: its locks stay, and vacuum waits for it.',
                              pid, named, date_trunc('second', in_state))
              when state = 'active' and in_query >= patience
                  then format('Session %s (%s) has run one statement for %s.', pid, named, date_trunc('second', in_query))
          end as fault
     from sessions
    cross join (select coalesce(current_setting('fairground.patience', true), '10s')::interval as patience) as limits
    where backend_type = 'client backend'
      and state <> 'idle'
 order by xact_start)
union all
   select '', count(*) || ' of other roles', null, null, null, null, null,
          format('Of %s sessions of other roles nothing can be seen but their names: grant pg_read_all_stats to %I.', count(*), current_user)
     from sessions
    where query = '<insufficient privilege>'
      and usesysid is not null
   having count(*) > 0
