-- phase: expand
create schema effects;
comment on schema effects is 'What left for the world outside, and how it is undone. Written by platform.effects alone.';

create table effects.effect (
    id          uuid        not null constraint effect_pk primary key,
    kind        text        not null constraint effect_kind_known check (kind in ('MAIL', 'PUSH', 'CHARGE', 'REFUND', 'PAYOUT', 'WEBHOOK')),
    key         text        not null constraint effect_key_length check (length(key) between 1 and 200),
    target      text        not null constraint effect_target_form check (target ~ '^[a-z][a-z-]*/[A-Za-z0-9_-]+$' and length(target) <= 100),
    listener    text                 constraint effect_listener_length check (length(listener) between 1 and 100),
    event_id    uuid,
    actor       text        not null constraint effect_actor_length check (length(actor) between 1 and 100),
    release     text        not null constraint effect_release_length check (length(release) between 1 and 100),
    state       text        not null constraint effect_state_known check (state in ('INTENDED', 'DONE', 'REFUSED', 'UNKNOWN', 'UNDONE')),
    intended_at timestamptz not null,
    done_at     timestamptz,
    undone_at   timestamptz,
    constraint effect_once unique (kind, key),
    constraint effect_cause_is_whole check ((listener is null) = (event_id is null)),
    constraint effect_done_has_time check ((state in ('DONE', 'UNDONE')) = (done_at is not null)),
    constraint effect_undone_has_time check ((state = 'UNDONE') = (undone_at is not null))
);
comment on table effects.effect is 'One thing that was done to the world outside: a mail, a push message, a charge, a refund, a payout, a message to a shop''s system. Written before it is tried; a repetition finds the row of the first try.';
comment on column effects.effect.key is 'What the other side knows it by: a Message-ID''s left part, a push message''s reference, the id of ours in the provider''s metadata, a webhook-id.';
comment on column effects.effect.target is 'Whom or what it reached, as an id of ours and never as an address: member/…, payment/…, payee/…, webhook-endpoint/….';
comment on column effects.effect.listener is 'Which listener did it, for which event; both null where a request or a job did it without one.';
comment on column effects.effect.actor is 'Who caused it, over however many events: member/<id>, or system.';
comment on column effects.effect.release is 'The commit that decided on it, which is where the first event of the chain was published; another may have carried it out.';
comment on column effects.effect.state is 'INTENDED: about to be tried, or tried and known not to have happened yet. UNKNOWN: tried, and the answer was lost. REFUSED: the other side will not do it, or has sent it back. UNDONE: done, and answered by its opposite.';

create index effect_release_idx on effects.effect (release, id);
comment on index effects.effect_release_idx is 'What one release did, in its order.';
create index effect_intended_at_idx on effects.effect (intended_at);
comment on index effects.effect_intended_at_idx is 'Purge: the oldest.';
