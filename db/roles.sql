-- The roles of our kinds of process at a database. Whoever may create roles runs this before the first start, and again after an update:
--   PGOPTIONS="-c fairground.web_password=… -c fairground.worker_password=… -c fairground.reports_password=…" psql "$URL" -f db/roles.sql
-- A password that is not given stays as it is. What each role may do with tables is kept in db/migration/afterMigrate__rights.sql; what may be
-- done to tables is left to the role that owns the database, which migrates. Where a host gives out one role, none of this is run: the
-- limits of time and of connections hold all the same, and rights do not.
do $$
declare
    kind     text;
    password text;
begin
    foreach kind in array array ['web', 'worker', 'reports'] loop
        if not exists (select from pg_roles where rolname = 'fairground_' || kind) then
            execute format('create role %I login', 'fairground_' || kind);
        end if;
        password := current_setting('fairground.' || kind || '_password', true);
        if password <> '' then
            execute format('alter role %I password %L', 'fairground_' || kind, password);
        end if;
    end loop;
    -- The page /staff/database shows what every session is doing. This role reads nearly all rows already, so the texts of other roles'
    -- statements add little; to end sessions that are not its own it may not. Where a host does not hand the right out, the page says so.
    begin
        grant pg_read_all_stats to fairground_web;
    exception when insufficient_privilege then
        raise notice 'fairground_web sees only its own sessions: pg_read_all_stats is not ours to grant';
    end;
    -- For people and their tools, who set no limits of their own; rights are what keeps this role from writing, not the first line.
    alter role fairground_reports set default_transaction_read_only = on;
    alter role fairground_reports set statement_timeout = '2min';
    alter role fairground_reports set idle_in_transaction_session_timeout = '1min';
end $$;
