-- Connections to this database by application, and how near all of them are to what is allowed
with allowed as (
    select least(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                     - (select count(*) from pg_stat_activity where coalesce(backend_type, 'client backend') = 'client backend' and datname <> current_database()),
                 (select nullif(datconnlimit, -1) from pg_database where datname = current_database())) as connections
), sessions as (
    select coalesce(nullif(application_name, ''), '(no name)') as application, state
      from pg_stat_activity
     where datname = current_database()
       and coalesce(backend_type, 'client backend') = 'client backend' -- null in a session that is not ours to look into
)
   select application,
          count(*) as connections,
          count(*) filter (where state = 'active') as active,
          count(*) filter (where state like 'idle in transaction%') as idle_in_transaction,
          null as fault
     from sessions
 group by application
 union all
   select '(all)', count(*), count(*) filter (where state = 'active'), count(*) filter (where state like 'idle in transaction%'),
          case
              when count(*) >= 0.8 * (select connections from allowed)
                  then format('%s of %s connections are taken: the next instance that starts, or the next person in trouble, gets none.',
                              count(*), (select connections from allowed))
          end
     from sessions
 order by 2 desc, 1
