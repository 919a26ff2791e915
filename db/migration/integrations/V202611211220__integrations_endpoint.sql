-- phase: expand
create schema integrations;
comment on schema integrations is 'Which systems of shops are told of what, and how that went.';

create table integrations.endpoint (
    id            uuid        not null constraint endpoint_pk primary key,
    shop_id       uuid        not null constraint endpoint_shop_fk references shops.shop (id),
    address       text        not null constraint endpoint_address_form check (address ~ '^https?://' and length(address) <= 500),
    kinds         text[]      not null constraint endpoint_kinds_some check (cardinality(kinds) between 1 and 20)
                                       constraint endpoint_kinds_form check (array_to_string(kinds, ' ') ~ '^([a-z._]+( [a-z._]+)*)?$'),
    created_by    uuid        not null constraint endpoint_created_by_fk references identity.member (id),
    created_at    timestamptz not null,
    failing_since timestamptz,
    quiet_until   timestamptz,
    disabled_at   timestamptz,
    disabled_why  text        constraint endpoint_disabled_why_known check (disabled_why in ('TEAM', 'GONE', 'FAILING')),
    constraint endpoint_once_per_shop unique (shop_id, address),
    constraint endpoint_disabled_why_and_when check ((disabled_at is null) = (disabled_why is null))
);
comment on table integrations.endpoint is 'A system of a shop that is told of its events. The shop is first in a unique index, which serves its list as well.';
comment on column integrations.endpoint.kinds is 'Of which events; the code knows the words, so that a new one needs no migration.';
comment on column integrations.endpoint.failing_since is 'The first failure since the last success; null while all is well.';
comment on column integrations.endpoint.quiet_until is 'After a breakdown it is left in peace until then; null while it answers.';
comment on column integrations.endpoint.disabled_why is 'TEAM: the shop wants it so; GONE: it answered 410; FAILING: nothing got through for days.';
create index endpoint_created_by_idx on integrations.endpoint (created_by);
comment on index integrations.endpoint_created_by_idx is 'For the foreign key.';

create table integrations.signing_secret (
    id          uuid        not null constraint signing_secret_pk primary key,
    endpoint_id uuid        not null constraint signing_secret_endpoint_fk references integrations.endpoint (id) on delete cascade,
    secret      bytea       not null constraint signing_secret_length check (length(secret) between 24 and 64),
    made_at     timestamptz not null,
    expires_at  timestamptz constraint signing_secret_expires_after_made check (expires_at >= made_at)
);
comment on table integrations.signing_secret is
    'What signs an endpoint''s messages. It is readable, because both sides sign with it: whoever reads this table can write in our name.';
comment on column integrations.signing_secret.expires_at is 'Null for the one that counts; the one before it signs as well until then.';
create unique index signing_secret_one_that_counts on integrations.signing_secret (endpoint_id) where expires_at is null;
comment on index integrations.signing_secret_one_that_counts is 'An endpoint has one secret that does not expire.';
create unique index signing_secret_one_that_expires on integrations.signing_secret (endpoint_id) where expires_at is not null;
comment on index integrations.signing_secret_one_that_expires is 'At most two are live: a second rotation ends the oldest at once.';
create index signing_secret_endpoint_idx on integrations.signing_secret (endpoint_id);
comment on index integrations.signing_secret_endpoint_idx is 'For the foreign key.';

create table integrations.message (
    id          uuid        not null constraint message_pk primary key,
    endpoint_id uuid        not null constraint message_endpoint_fk references integrations.endpoint (id) on delete cascade,
    kind        text        not null constraint message_kind_form check (kind ~ '^[a-z]+\.[a-z_]+$' and length(kind) <= 40),
    body        text        not null constraint message_body_length check (length(body) between 2 and 4000),
    created_at  timestamptz not null,
    state       text        not null constraint message_state_known check (state in ('WAITING', 'DELIVERED', 'FAILED', 'ABANDONED')),
    tries       int         not null constraint message_tries_not_negative check (tries >= 0),
    next_at     timestamptz,
    constraint message_next_only_while_waiting check (next_at is null or state = 'WAITING')
);
comment on table integrations.message is 'One event on its way to one endpoint; its id is the webhook-id, the same over all attempts.';
comment on column integrations.message.body is 'Byte for byte what is signed and sent, the same over all attempts.';
comment on column integrations.message.state is 'ABANDONED: its endpoint was disabled before it got through.';
comment on column integrations.message.tries is 'Since it was made or asked for again.';
comment on column integrations.message.next_at is 'When to try again; null while an attempt is in the outbox''s hands, and at the end.';
create index message_log_idx on integrations.message (endpoint_id, id desc);
comment on index integrations.message_log_idx is 'The log of one endpoint, newest first.';
create index message_due_idx on integrations.message (next_at) where next_at is not null;
comment on index integrations.message_due_idx is 'What the job that tries again looks for.';
create index message_created_at_idx on integrations.message (created_at);
comment on index integrations.message_created_at_idx is 'What the purge looks for.';

create table integrations.attempt (
    id          uuid        not null constraint attempt_pk primary key,
    message_id  uuid        not null constraint attempt_message_fk references integrations.message (id) on delete cascade,
    at          timestamptz not null,
    took_millis int         not null constraint attempt_took_not_negative check (took_millis >= 0),
    status      int         constraint attempt_status_of_http check (status between 100 and 599),
    trouble     text        constraint attempt_trouble_form check (trouble ~ '^[A-Z_]{1,40}$'),
    answer      text        not null constraint attempt_answer_length check (length(answer) <= 1024),
    constraint attempt_answered_or_not check ((status is null) <> (trouble is null))
);
comment on table integrations.attempt is 'One try to deliver a message, and what came of it.';
comment on column integrations.attempt.answer is 'The beginning of what the receiver said, for its developers; empty where it said nothing.';
create index attempt_message_idx on integrations.attempt (message_id, id desc);
comment on index integrations.attempt_message_idx is 'The attempts of one message, and the last of each in a list.';
