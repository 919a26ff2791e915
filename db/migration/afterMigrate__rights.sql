-- phase: expand
-- What each role of db/roles.sql may do, held at the end of every migration; where the roles do not exist there is nothing to hold. Rights that
-- are right already are not touched, so that instances which start together do not meet in the catalogue.
do $$
declare
    -- Nobody changes what is on the record.
    append_only constant text[] := array ['audit.entry', 'payments.ledger_entry', 'payments.posting'];
    -- Removed by jobs alone, because their time is over.
    forgotten constant text[] := array ['idempotency.answer', 'identity.member', 'integrations.attempt', 'integrations.message',
                                        'effects.effect', 'jobs.run', 'notifications.delivery', 'notifications.receipt', 'outbox.delivery', 'payments.webhook_event', 'ratelimit.bucket'];
    -- Deals and money are never removed; what was only wished for is.
    kept_schemas constant text[] := array ['orders', 'payments'];
    wishes constant text[] := array ['orders.basket_line'];
    -- Keys, sessions, and what was said in confidence: reports read no row of these.
    closed constant text[] := array ['idempotency.answer', 'identity.address_change', 'identity.password', 'identity.second_factor', 'integrations.signing_secret',
                                     'notifications.suppression', 'ratelimit.bucket', 'web.session', 'web.session_attributes'];
    -- And none of these columns.
    hidden constant text[] := array ['access.api_token.hash', 'audit.entry.after', 'audit.entry.before', 'identity.member.display_name',
                                     'identity.member.email', 'integrations.attempt.answer', 'integrations.endpoint.address',
                                     'integrations.message.body', 'notifications.delivery.address', 'notifications.delivery.subject',
                                     'notifications.device.token', 'notifications.notification.body', 'notifications.notification.title',
                                     'notifications.receipt.body',
                                     'outbox.delivery.event', 'payments.payout.destination', 'payments.payout_account.destination',
                                     'payments.webhook_event.body', 'shops.plan_fee.method', 'shops.subscription.method'];
    keep_parts constant regprocedure := to_regprocedure('audit.keep_parts(timestamptz, int)');
    role    text;
    target  record;
    may     boolean;
begin
    perform pg_advisory_xact_lock(hashtext('fairground rights'));
    -- It makes tables with the rights of its owner, so it is for those alone whose work that is.
    if has_function_privilege('public', keep_parts, 'execute') then
        revoke execute on function audit.keep_parts(timestamptz, int) from public;
    end if;
    if exists (select from pg_roles where rolname = 'fairground_worker')
            and not has_function_privilege('fairground_worker', keep_parts, 'execute') then
        grant execute on function audit.keep_parts(timestamptz, int) to fairground_worker;
    end if;
    for role in select rolname from pg_roles where rolname in ('fairground_web', 'fairground_worker', 'fairground_reports') loop
        for target in select oid, nspname from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)' loop
            if not has_schema_privilege(role, target.oid, 'usage') then
                execute format('grant usage on schema %I to %I', target.nspname, role);
            end if;
        end loop;
        for target in select c.oid, n.nspname, c.relname, n.nspname || '.' || c.relname as known_as, c.relispartition, wish.act
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                       cross join unnest(array ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as wish (act)
                       where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^(pg_|information_schema$|public$)'
        loop
            may := case
                -- Parts are read and written through the whole, whose rights hold then.
                when target.relispartition then false
                when target.act = 'select' then role <> 'fairground_reports'
                    or target.known_as <> all (closed) and not exists (select from unnest(hidden) h where h like target.known_as || '.%')
                when role = 'fairground_reports' or target.nspname = 'migrations' then false
                when target.act = 'insert' then true
                when target.act = 'update' then target.known_as <> all (append_only)
                when target.act = 'delete' then target.known_as <> all (append_only)
                    and (target.nspname <> all (kept_schemas) or target.known_as = any (forgotten || wishes))
                    and (role = 'fairground_worker' or target.known_as <> all (forgotten))
                else false
            end;
            if may and not has_table_privilege(role, target.oid, target.act) then
                execute format('grant %s on %I.%I to %I', target.act, target.nspname, target.relname, role);
            elsif not may and (has_table_privilege(role, target.oid, target.act)
                               or target.relispartition and target.act = 'select' and has_any_column_privilege(role, target.oid, 'select')) then
                execute format('revoke %s on %I.%I from %I', target.act, target.nspname, target.relname, role);
            end if;
        end loop;
        -- How far a sequence has come; numbers are taken by the tables that own them.
        for target in select c.oid, n.nspname, c.relname
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                       where c.relkind = 'S' and n.nspname !~ '^(pg_|information_schema$|public$)'
        loop
            if not has_sequence_privilege(role, target.oid, 'select') then
                execute format('grant select on sequence %I.%I to %I', target.nspname, target.relname, role);
            end if;
        end loop;
    end loop;
    for target in select c.oid as table_id, n.nspname, c.relname, a.attname,
                         n.nspname || '.' || c.relname || '.' || a.attname <> all (hidden) as may
                    from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                   where exists (select from unnest(hidden) h where h like n.nspname || '.' || c.relname || '.%')
                     and exists (select from pg_roles where rolname = 'fairground_reports')
    loop
        if target.may and not has_column_privilege('fairground_reports', target.table_id, target.attname, 'select') then
            execute format('grant select (%I) on %I.%I to fairground_reports', target.attname, target.nspname, target.relname);
        end if;
    end loop;
end $$;
