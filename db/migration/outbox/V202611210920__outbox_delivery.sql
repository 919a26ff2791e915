-- phase: expand
create schema outbox;
comment on schema outbox is 'Side effects that wait for delivery. Written by platform.outbox alone.';

create table outbox.delivery (
    id          uuid        not null constraint delivery_pk primary key,
    position    bigint      not null generated always as identity,
    event_id    uuid        not null,
    listener    text        not null constraint delivery_listener_form check (listener ~ '^[a-z][a-z-]*(\.[a-z][a-z-]*)+$' and length(listener) <= 100),
    key         text                 constraint delivery_key_length check (length(key) between 1 and 200),
    event       jsonb       not null constraint delivery_event_object check (jsonb_typeof(event) = 'object'),
    occurred_at timestamptz not null,
    state       text        not null constraint delivery_state_known check (state in ('pending', 'blocked', 'in_progress', 'retry', 'done', 'dead', 'discarded')),
    attempts    integer     not null constraint delivery_attempts_not_negative check (attempts >= 0),
    token       bigint      not null constraint delivery_token_not_negative check (token >= 0),
    owner       text                 constraint delivery_owner_length check (length(owner) between 1 and 200),
    lease_until timestamptz,
    next_at     timestamptz,
    finished_at timestamptz,
    error       text                 constraint delivery_error_length check (length(error) between 1 and 2000),
    traceparent text                 constraint delivery_traceparent_length check (length(traceparent) between 1 and 200),
    actor       text        not null constraint delivery_actor_length check (length(actor) between 1 and 100),
    release     text        not null constraint delivery_release_length check (length(release) between 1 and 100),
    constraint delivery_in_progress_is_owned check ((state = 'in_progress') = (owner is not null)),
    constraint delivery_in_progress_is_leased check ((state = 'in_progress') = (lease_until is not null)),
    constraint delivery_retry_has_next_at check ((state = 'retry') = (next_at is not null)),
    constraint delivery_finished_has_time check ((state in ('done', 'dead', 'discarded')) = (finished_at is not null)),
    constraint delivery_dead_has_error check (state <> 'dead' or error is not null),
    constraint delivery_blocked_has_key check (state <> 'blocked' or key is not null)
)
-- Every delivery is updated twice and the table lives by its newest rows: clean up after thousands of dead rows, not after a fifth of the table.
with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

comment on table outbox.delivery is 'One event on its way to one listener. Done rows stay for a few days as the answer to "was it sent?", then outbox-purge removes them.';
comment on column outbox.delivery.position is 'Order of a key''s deliveries. Drawn at the end of the publishing transaction, so it follows commits wherever publishers of one key lock the same row; ids follow clocks, which differ. Not a second key: nothing refers to it.';
comment on column outbox.delivery.event_id is 'Same for all listeners of one publication: the consumer''s key for recognising a repetition.';
comment on column outbox.delivery.listener is 'Stable name from the code. Its lane, effect and event type are the code''s, so a listener that changes lane takes its waiting rows along.';
comment on column outbox.delivery.key is 'Deliveries of one listener with the same key run one after the other by position; null where order does not matter.';
comment on column outbox.delivery.state is 'pending: due now. blocked: behind an unfinished delivery of its key. in_progress: leased. retry: due at next_at. dead: given up, an operator decides, and its key waits. discarded: an operator decided against it.';
comment on column outbox.delivery.attempts is 'Runs that ended: in success, in failure, or with their owner''s death. A pause, a stop and "not now" count nothing.';
comment on column outbox.delivery.token is 'Rises with each claim. Whoever finishes must hold the newest, so an owner who was given up for dead cannot finish.';
comment on column outbox.delivery.lease_until is 'On the database''s clock, which all instances share. Every other time is on the application''s.';
comment on column outbox.delivery.error is 'Why the last failed run failed; null if none did.';
comment on column outbox.delivery.traceparent is 'W3C trace context of the publisher; null where it was in no trace.';
comment on column outbox.delivery.actor is 'Who caused it: member/<id>, or system.';

create index delivery_pending_idx on outbox.delivery (listener, position) where state = 'pending';
comment on index outbox.delivery_pending_idx is 'Claim: the oldest pending of one listener. Per listener, so that neither a backlog nor a pause of one makes another''s claim walk over it.';
create index delivery_retry_idx on outbox.delivery (listener, next_at) where state = 'retry';
comment on index outbox.delivery_retry_idx is 'Claim: retries that have become due.';
create index delivery_in_progress_idx on outbox.delivery (listener) where state = 'in_progress';
comment on index outbox.delivery_in_progress_idx is 'Claim: leases that ran out. Without lease_until, so that renewing a lease touches no index.';
create index delivery_key_idx on outbox.delivery (listener, key, position)
    where key is not null and state in ('pending', 'blocked', 'in_progress', 'retry', 'dead');
comment on index outbox.delivery_key_idx is 'Claim: is an earlier delivery of this key unfinished? And after one: which is next?';
create index delivery_blocked_idx on outbox.delivery (position) where state = 'blocked';
comment on index outbox.delivery_blocked_idx is 'Sweep: blocked deliveries whose key is free.';
create index delivery_dead_idx on outbox.delivery (listener, position) where state = 'dead';
comment on index outbox.delivery_dead_idx is 'Operators: what has been given up, by listener.';
create index delivery_finished_idx on outbox.delivery (finished_at) where state in ('done', 'discarded');
comment on index outbox.delivery_finished_idx is 'Purge: the oldest finished.';

create table outbox.pause (
    listener text        not null constraint pause_pk primary key constraint pause_listener_length check (length(listener) between 1 and 100),
    at       timestamptz not null,
    by       text        not null constraint pause_by_length check (length(by) between 1 and 100),
    why      text        not null constraint pause_why_length check (length(why) between 1 and 500)
);
comment on table outbox.pause is 'Listeners to which nothing is delivered at present. Their deliveries wait and lose no attempt.';
