-- phase: expand
create table notifications.device (
    id            uuid        not null constraint device_pk primary key,
    member_id     uuid        not null constraint device_member_fk references identity.member (id) on delete cascade,
    platform      text        not null constraint device_platform_known check (platform in ('ANDROID', 'IOS', 'WEB')),
    token         text        not null constraint device_token_unique unique constraint device_token_length check (length(token) between 1 and 1000),
    registered_at timestamptz not null,
    retired_at    timestamptz,
    retired_why   text        constraint device_retired_why_known check (retired_why in ('MEMBER', 'UNREGISTERED')),
    constraint device_retired_why_when check ((retired_at is null) = (retired_why is null))
);
comment on table notifications.device is 'A telephone or browser that takes push messages for one member, by the token that its platform gave it.';
comment on column notifications.device.retired_at is 'Null while messages go to it.';
comment on column notifications.device.retired_why is 'UNREGISTERED: the gateway says that nobody is there any more. Null while messages go to it.';
create index device_member_idx on notifications.device (member_id, id);
comment on index notifications.device_member_idx is 'The devices of one member.';

create table notifications.delivery (
    id           uuid        not null constraint delivery_pk primary key,
    member_id    uuid        not null constraint delivery_member_fk references identity.member (id) on delete cascade,
    channel      text        not null constraint delivery_channel_known check (channel in ('MAIL', 'PUSH')),
    address      text        constraint delivery_address_length check (length(address) between 1 and 254),
    device_id    uuid        constraint delivery_device_fk references notifications.device (id) on delete cascade,
    reference    text        not null constraint delivery_once unique constraint delivery_reference_length check (length(reference) between 1 and 200),
    subject      text        not null constraint delivery_subject_length check (length(subject) <= 200),
    state        text        not null constraint delivery_state_known check (state in ('QUEUED', 'ACCEPTED', 'DELIVERED', 'OPENED', 'FAILED')),
    queued_at    timestamptz not null,
    accepted_at  timestamptz,
    delivered_at timestamptz,
    opened_at    timestamptz,
    failed_at    timestamptz,
    failure      text        constraint delivery_failure_known check (
        failure in ('SUPPRESSED', 'REFUSED', 'HARD_BOUNCE', 'SOFT_BOUNCE', 'UNREGISTERED', 'UNDELIVERABLE')),
    reason       text        constraint delivery_reason_length check (length(reason) between 1 and 300),
    constraint delivery_goes_somewhere check ((channel = 'MAIL') = (address is not null) and (channel = 'PUSH') = (device_id is not null)),
    constraint delivery_accepted_when check (state = 'FAILED' or (state = 'QUEUED') = (accepted_at is null)),
    constraint delivery_delivered_when check ((state in ('DELIVERED', 'OPENED')) = (delivered_at is not null)),
    constraint delivery_opened_when check ((state = 'OPENED') = (opened_at is not null)),
    constraint delivery_failed_when check (
        (state = 'FAILED') = (failed_at is not null) and (state = 'FAILED') = (failure is not null) and (state = 'FAILED') = (reason is not null))
);
comment on table notifications.delivery is 'One message to one member over one channel, and how far it came. Kept for ninety days.';
comment on column notifications.delivery.address is 'Where the mail went, which may be the member''s address no longer; null for push.';
comment on column notifications.delivery.device_id is 'Where the push message went; null for mail.';
comment on column notifications.delivery.reference is 'How we and the provider name the message: the left part of a mail''s Message-ID.';
comment on column notifications.delivery.subject is 'What the member reads first of it, so that support and they can speak of the same message.';
comment on column notifications.delivery.accepted_at is 'When the provider took it; null before, and where it failed before.';
comment on column notifications.delivery.delivered_at is 'When it was in the mailbox or on the device; null before.';
comment on column notifications.delivery.opened_at is 'When it was first opened; null before, and for all who do not tell.';
comment on column notifications.delivery.failed_at is 'When it was known that it does not arrive; null otherwise.';
comment on column notifications.delivery.failure is 'SUPPRESSED: not sent at all, because mail to this address comes back. Null unless it failed.';
comment on column notifications.delivery.reason is 'In the provider''s words. Null unless it failed.';
comment on constraint delivery_accepted_when on notifications.delivery is 'A state needs the moments that lead to it, so no update can skip one.';
create index delivery_member_idx on notifications.delivery (member_id, id desc);
comment on index notifications.delivery_member_idx is 'What one member was sent, newest first.';
create index delivery_device_idx on notifications.delivery (device_id);
comment on index notifications.delivery_device_idx is 'For the foreign key.';
create index delivery_address_idx on notifications.delivery (address, queued_at);
comment on index notifications.delivery_address_idx is 'How mail to one address has fared lately.';
create index delivery_queued_at_idx on notifications.delivery (queued_at);
comment on index notifications.delivery_queued_at_idx is 'For the purge.';

create table notifications.suppression (
    address   text        not null constraint suppression_pk primary key constraint suppression_address_length check (length(address) between 1 and 254),
    member_id uuid        not null constraint suppression_member_fk references identity.member (id) on delete cascade,
    cause     text        not null constraint suppression_cause_known check (cause in ('HARD_BOUNCE', 'SOFT_BOUNCES', 'COMPLAINT')),
    detail    text        not null constraint suppression_detail_length check (length(detail) between 1 and 300),
    since     timestamptz not null
);
comment on table notifications.suppression is
    'An address to which we do not write: nothing after bounces, nothing but what is necessary after a complaint. The row is the state; support may remove it.';
comment on column notifications.suppression.member_id is 'Whose address it was when mail came back.';
comment on column notifications.suppression.detail is 'In the provider''s words.';
create index suppression_member_idx on notifications.suppression (member_id);
comment on index notifications.suppression_member_idx is 'For the foreign key.';

create table notifications.receipt (
    id          uuid        not null constraint receipt_pk primary key,
    source      text        not null constraint receipt_source_known check (source in ('MAIL', 'PUSH')),
    event_ref   text        not null constraint receipt_event_ref_length check (length(event_ref) between 1 and 255),
    kind        text        not null constraint receipt_kind_length check (length(kind) between 1 and 255),
    object_ref  text        not null constraint receipt_object_ref_length check (length(object_ref) <= 255),
    body        text        not null constraint receipt_body_length check (length(body) <= 262144),
    state       text        not null constraint receipt_state_known check (state in ('RECEIVED', 'PROCESSED', 'IGNORED')),
    received_at timestamptz not null,
    constraint receipt_once unique (source, event_ref)
);
comment on table notifications.receipt is 'What a provider told of a message, each once, before anything is done about it. Kept for thirty days.';
comment on column notifications.receipt.object_ref is 'The reference of the message it is about, as the provider gives it back; empty if it names none.';
comment on column notifications.receipt.body is 'As it was signed.';
comment on column notifications.receipt.state is 'IGNORED: of a kind, or about a message, that means nothing here.';
create index receipt_received_at_idx on notifications.receipt (received_at);
comment on index notifications.receipt_received_at_idx is 'For the purge.';

create table notifications.preference (
    member_id  uuid        not null constraint preference_pk primary key constraint preference_member_fk references identity.member (id) on delete cascade,
    mail       boolean     not null,
    push       boolean     not null,
    digest     boolean     not null,
    digested_at timestamptz,
    changed_at timestamptz not null
);
comment on table notifications.preference is 'What a member wants besides the inbox. Who has no row gets mail and push, and no digest.';
comment on column notifications.preference.mail is 'Notices that are merely welcome; what is necessary comes by mail anyhow.';
comment on column notifications.preference.digest is 'A mail each night about what is unread.';
comment on column notifications.preference.digested_at is 'Up to when the last digest told; null before the first.';
create index preference_digest_idx on notifications.preference (member_id) where digest;
comment on index notifications.preference_digest_idx is 'Who wants a digest, in the order in which they are written to.';

create table notifications.tracer (
    id        uuid        not null constraint tracer_pk primary key,
    member_id uuid        not null constraint tracer_member_fk references identity.member (id) on delete cascade,
    channels  text[]      not null constraint tracer_channels_known check (channels <@ array['MAIL', 'PUSH'] and cardinality(channels) between 1 and 2),
    sent_at   timestamptz not null
);
comment on table notifications.tracer is 'A test message of support''s to one member; what became of it stands in delivery. By whom, the audit trail knows.';
create index tracer_member_idx on notifications.tracer (member_id);
comment on index notifications.tracer_member_idx is 'For the foreign key.';
