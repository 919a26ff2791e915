-- phase: switch
-- rollback: safe: the release before writes and reads the same name, and never names a part
-- Nothing is copied and no row is read: the table takes another name, and stands as the first part under one that has its own. All others wait
-- for the few milliseconds that the catalogue takes.
create function audit.refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception 'audit.entry is append-only' using errcode = 'restrict_violation', constraint = tg_name;
end $$;

do $$
declare
    below text;
begin
    select substring(pg_get_constraintdef(oid) from '''([0-9a-f-]{36})''') into strict below
      from pg_constraint
     where conrelid = 'audit.entry'::regclass and conname = 'entry_below_first_part';

    drop trigger entry_append_only on audit.entry;
    drop trigger entry_no_truncate on audit.entry;
    alter table audit.entry rename to entry_before;
    alter table audit.entry_before rename constraint entry_pk to entry_before_pk;
    alter index audit.entry_target_idx rename to entry_before_target_idx;

    create table audit.entry (like audit.entry_before including comments) partition by range (id);
    alter table audit.entry
        add constraint entry_pk primary key (id),
        add constraint entry_actor_length check (length(actor) between 1 and 100),
        add constraint entry_on_behalf_of_length check (length(on_behalf_of) between 1 and 100),
        add constraint entry_action_form check (action ~ '^[a-z][a-z-]*(\.[a-z][a-z-]*)+$'),
        add constraint entry_target_form check (target ~ '^[a-z][a-z-]*/.{1,100}$'),
        add constraint entry_before_object check (jsonb_typeof(before) = 'object'),
        add constraint entry_after_object check (jsonb_typeof(after) = 'object'),
        add constraint entry_trace_id_length check (length(trace_id) between 1 and 64);
    create index entry_target_idx on audit.entry (target, id);
    execute format('alter table audit.entry attach partition audit.entry_before for values from (minvalue) to (%L)', below);
    alter table audit.entry_before drop constraint entry_below_first_part;

    create trigger entry_append_only before update or delete on audit.entry
        for each row execute function audit.refuse_change();
    create trigger entry_no_truncate before truncate on audit.entry
        for each statement execute function audit.refuse_truncate();
    create trigger entry_before_no_truncate before truncate on audit.entry_before
        for each statement execute function audit.refuse_truncate();
end $$;
comment on table audit.entry is
    'One act. Append-only: update, delete and truncate are refused by trigger. Cut by month of the id; new parts come from audit.keep_parts.';
comment on table audit.entry_before is 'What was recorded before there were parts, and some weeks after.';
comment on index audit.entry_target_idx is 'History of one thing, oldest first.';
comment on constraint entry_action_form on audit.entry is
    'What was done is told as noun.past-participle, so that acts of a kind can be counted.';
comment on constraint entry_actor_length on audit.entry is
    'Every act has an actor, by a short word or an id and never by an address.';
comment on constraint entry_after_object on audit.entry is
    'The values after the act, by name; an act that leaves none has an empty object.';
comment on constraint entry_before_object on audit.entry is
    'The values before the act, by name; a thing that was not there has an empty object.';
comment on constraint entry_on_behalf_of_length on audit.entry is 'Whoever staff acted for is named as actors are.';
comment on constraint entry_target_form on audit.entry is 'An act is done to something, named as noun/id.';
comment on constraint entry_trace_id_length on audit.entry is
    'A trace has a short id, by which logs and the act find each other.';

create table audit.entry_default partition of audit.entry default;
comment on table audit.entry_default is
    'What no part is there for. Nothing is refused for the want of one; a row in here is a fault that the doctor tells.';
create trigger entry_default_no_truncate before truncate on audit.entry_default
    for each statement execute function audit.refuse_truncate();

create function audit.keep_parts(moment timestamptz, months int) returns int language plpgsql security definer set search_path = '' as $$
declare
    month timestamptz := pg_catalog.date_trunc('month', moment, 'UTC');
    part  text;
    made  int := 0;
begin
    if months not between 1 and 12 then
        raise exception 'parts are made for 1 to 12 months ahead, not for %', months using errcode = 'invalid_parameter_value';
    end if;
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('audit.keep_parts'));
    for ahead in 0 .. months loop
        part := 'entry_' || pg_catalog.to_char(month at time zone 'UTC' + pg_catalog.make_interval(months => ahead), 'YYYY_MM');
        continue when pg_catalog.to_regclass('audit.' || part) is not null
            or exists (select
                         from pg_catalog.pg_class
                        where oid = 'audit.entry_before'::pg_catalog.regclass
                          and pg_catalog.substring(pg_catalog.pg_get_expr(relpartbound, oid), 'TO \(''([0-9a-f-]{36})''')::pg_catalog.uuid
                              > audit.first_id((month at time zone 'UTC' + pg_catalog.make_interval(months => ahead)) at time zone 'UTC'));
        -- Made beside and then attached, since a table that is created as a part has all others wait for what reads the whole.
        execute pg_catalog.format('create table audit.%I (like audit.entry including constraints including comments)', part);
        execute pg_catalog.format('comment on table audit.%I is %L', part, 'One month of the audit trail.');
        execute pg_catalog.format('alter table audit.%I add constraint %I primary key (id)', part, part || '_pk');
        execute pg_catalog.format('create index %I on audit.%I (target, id)', part || '_target_idx', part);
        execute pg_catalog.format('alter table audit.entry attach partition audit.%I for values from (%L) to (%L)', part,
            audit.first_id((month at time zone 'UTC' + pg_catalog.make_interval(months => ahead)) at time zone 'UTC'),
            audit.first_id((month at time zone 'UTC' + pg_catalog.make_interval(months => ahead + 1)) at time zone 'UTC'));
        execute pg_catalog.format('create trigger %I before truncate on audit.%I for each statement execute function audit.refuse_truncate()',
            part || '_no_truncate', part);
        made := made + 1;
    end loop;
    return made;
end $$;
comment on function audit.keep_parts(timestamptz, int) is
    'Sees to it that the parts of this month and of the next ones are there, and tells how many it made. As its owner, since who works may not make tables.';
