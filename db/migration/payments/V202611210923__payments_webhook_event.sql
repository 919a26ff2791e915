-- phase: expand
create table payments.webhook_event (
    id                uuid        not null constraint webhook_event_pk primary key,
    provider          text        not null constraint webhook_event_provider_known check (provider = 'stripe'),
    provider_event_id text        not null constraint webhook_event_provider_event_id_length check (length(provider_event_id) between 1 and 255),
    kind              text        not null constraint webhook_event_kind_length check (length(kind) between 1 and 255),
    object_ref        text        not null constraint webhook_event_object_ref_length check (length(object_ref) <= 255),
    body              text        not null constraint webhook_event_body_length check (length(body) <= 262144),
    state             text        not null constraint webhook_event_state_known check (state in ('RECEIVED', 'PROCESSED', 'IGNORED')),
    received_at       timestamptz not null,
    processed_at      timestamptz,
    constraint webhook_event_once unique (provider, provider_event_id),
    constraint webhook_event_processed_when check ((state = 'RECEIVED') = (processed_at is null))
);
comment on table payments.webhook_event is 'The inbox: each verified event of the provider, once, before anything is done about it.';
comment on column payments.webhook_event.object_ref is 'The id of the object the event is about; the object itself is read from the provider. Empty if it names none.';
comment on column payments.webhook_event.body is 'As it was signed, for somebody who has to find out what happened. Nothing is decided by it.';
comment on column payments.webhook_event.state is 'IGNORED: of a kind that changes nothing here.';
comment on column payments.webhook_event.processed_at is 'Null while it waits, which early events do until what they are about is known here.';
