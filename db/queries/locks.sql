-- Who waits for whose lock, as a tree: at the root stands who waits for nobody, and each arrow waits for the row above
with recursive blocked as (
    -- From the locks themselves, which every role may look at
    select pid, coalesce(clock_timestamp() - min(waitstart), interval '0') as since
      from pg_locks
     where not granted
  group by pid
), waiting as (
    select pid, blocker, since
      from blocked
     cross join unnest(pg_blocking_pids(pid)) as blocker
), tree as (
    select distinct blocker as pid, 0 as depth, array[blocker] as way, null::interval as since
      from waiting
     where blocker not in (select pid from waiting)
     union all
    select w.pid, t.depth + 1, t.way || w.pid, w.since
      from tree t
      join waiting w on w.blocker = t.pid and w.pid <> all(t.way)
), held_up as (
    select way[1] as root, count(distinct pid) as sessions, max(since) as longest
      from tree
     where depth > 0
  group by way[1]
)
   select repeat('→ ', t.depth) || t.pid as session,
          a.application_name as application,
          a.state,
          date_trunc('second', coalesce(t.since, clock_timestamp() - a.xact_start))::text as since,
          left(regexp_replace(a.query, '\s+', ' ', 'g'), 120) as statement,
          case
              when t.depth = 0 and h.longest >= coalesce(current_setting('fairground.patience', true), '10s')::interval
                  then format('Session %s (%s) holds up %s, the longest for %s. End its transaction, or cancel it.',
                              t.pid, coalesce(nullif(a.application_name, ''), 'no name'),
                              h.sessions || case h.sessions when 1 then ' session' else ' sessions' end,
                              date_trunc('second', h.longest))
          end as fault
     from tree t
left join pg_stat_activity a on a.pid = t.pid
left join held_up h on h.root = t.pid
 order by t.way
