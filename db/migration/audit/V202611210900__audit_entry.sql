-- phase: expand
create schema audit;
comment on schema audit is 'Who did what to what. Written by platform.audit alone, never changed.';

create table audit.entry (
    id           uuid        not null constraint entry_pk primary key,
    at           timestamptz not null,
    actor        text        not null constraint entry_actor_length check (length(actor) between 1 and 100),
    on_behalf_of text                 constraint entry_on_behalf_of_length check (length(on_behalf_of) between 1 and 100),
    action       text        not null constraint entry_action_form check (action ~ '^[a-z][a-z-]*(\.[a-z][a-z-]*)+$'),
    target       text        not null constraint entry_target_form check (target ~ '^[a-z][a-z-]*/.{1,100}$'),
    before       jsonb       not null constraint entry_before_object check (jsonb_typeof(before) = 'object'),
    after        jsonb       not null constraint entry_after_object check (jsonb_typeof(after) = 'object'),
    trace_id     text                 constraint entry_trace_id_length check (length(trace_id) between 1 and 64)
);
comment on table audit.entry is 'One act. Append-only: update, delete and truncate are refused by trigger.';
comment on column audit.entry.on_behalf_of is 'The member for whom staff acted; null where the actor acted for themselves.';
comment on column audit.entry.target is 'noun/id. A general reference on purpose: the trail outlives and may refer to anything.';
comment on column audit.entry.trace_id is 'Null only outside any trace, such as a command run by hand.';

create index entry_target_idx on audit.entry (target, id);
comment on index audit.entry_target_idx is 'History of one thing, oldest first.';

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit.entry is append-only' using errcode = 'restrict_violation', constraint = 'entry_append_only';
end $$;

create trigger entry_append_only before update or delete on audit.entry
    for each row execute function audit.refuse_change();
create trigger entry_no_truncate before truncate on audit.entry
    for each statement execute function audit.refuse_change();
