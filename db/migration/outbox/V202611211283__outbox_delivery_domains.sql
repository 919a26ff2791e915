-- phase: expand
-- A check of a table is read and planned anew by each statement that writes, whichever columns it writes: these eleven took 60 of the 100
-- microseconds that an insert took, and as much of each claim and of each end. A domain's check is kept ready, and asked where its column is
-- written. To the release before, a domain over text is text. Without a check yet it is taken on without looking at a row; the partial
-- indexes are built anew under the lock. The next migration looks at the rows.
create domain outbox.delivery_listener as text;
create domain outbox.delivery_key as text;
create domain outbox.delivery_event as jsonb;
create domain outbox.delivery_state as text;
create domain outbox.delivery_attempts as integer;
create domain outbox.delivery_token as bigint;
create domain outbox.delivery_owner as text;
create domain outbox.delivery_error as text;
create domain outbox.delivery_traceparent as text;
create domain outbox.delivery_actor as text;
create domain outbox.delivery_release as text;

alter table outbox.delivery
    drop constraint delivery_listener_form,
    drop constraint delivery_key_length,
    drop constraint delivery_event_object,
    drop constraint delivery_state_known,
    drop constraint delivery_attempts_not_negative,
    drop constraint delivery_token_not_negative,
    drop constraint delivery_owner_length,
    drop constraint delivery_error_length,
    drop constraint delivery_traceparent_length,
    drop constraint delivery_actor_length,
    drop constraint delivery_release_length,
    alter column listener type outbox.delivery_listener,
    alter column key type outbox.delivery_key,
    alter column event type outbox.delivery_event,
    alter column state type outbox.delivery_state,
    alter column attempts type outbox.delivery_attempts,
    alter column token type outbox.delivery_token,
    alter column owner type outbox.delivery_owner,
    alter column error type outbox.delivery_error,
    alter column traceparent type outbox.delivery_traceparent,
    alter column actor type outbox.delivery_actor,
    alter column release type outbox.delivery_release;

alter domain outbox.delivery_listener add constraint delivery_listener_form
    check (value ~ '^[a-z][a-z-]*(\.[a-z][a-z-]*)+$' and length(value) <= 100) not valid;
alter domain outbox.delivery_key add constraint delivery_key_length
    check (length(value) between 1 and 200) not valid;
alter domain outbox.delivery_event add constraint delivery_event_object
    check (jsonb_typeof(value) = 'object') not valid;
alter domain outbox.delivery_state add constraint delivery_state_known
    check (value in ('pending', 'blocked', 'in_progress', 'retry', 'done', 'dead', 'discarded')) not valid;
alter domain outbox.delivery_attempts add constraint delivery_attempts_not_negative
    check (value >= 0) not valid;
alter domain outbox.delivery_token add constraint delivery_token_not_negative
    check (value >= 0) not valid;
alter domain outbox.delivery_owner add constraint delivery_owner_length
    check (length(value) between 1 and 200) not valid;
alter domain outbox.delivery_error add constraint delivery_error_length
    check (length(value) between 1 and 2000) not valid;
alter domain outbox.delivery_traceparent add constraint delivery_traceparent_length
    check (length(value) between 1 and 200) not valid;
alter domain outbox.delivery_actor add constraint delivery_actor_length
    check (length(value) between 1 and 100) not valid;
alter domain outbox.delivery_release add constraint delivery_release_length
    check (length(value) between 1 and 100) not valid;
