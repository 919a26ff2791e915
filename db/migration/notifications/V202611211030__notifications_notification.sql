-- phase: expand
create schema notifications;
comment on schema notifications is 'Who was told what.';

create table notifications.notification (
    id         uuid        not null constraint notification_pk primary key,
    member_id  uuid        not null constraint notification_member_fk references identity.member (id),
    kind       text        not null constraint notification_kind_form check (kind ~ '^[a-z]+(-[a-z]+)*$' and length(kind) <= 40),
    about      text        not null constraint notification_about_form check (about ~ '^[a-z]+/[0-9a-f-]{36}$'),
    occasion   text        not null constraint notification_occasion_length check (length(occasion) between 1 and 200),
    title      text        not null constraint notification_title_length check (length(title) between 1 and 200),
    body       text        not null constraint notification_body_length check (length(body) between 1 and 2000),
    created_at timestamptz not null,
    read_at    timestamptz,
    constraint notification_once_per_occasion unique (member_id, occasion)
);
comment on table notifications.notification is 'One thing that one member was told, as it stands in their inbox.';
comment on column notifications.notification.about is 'What it is about, such as order/<id>: for programs, and for pages that know how to show it.';
comment on column notifications.notification.occasion is 'The fact that was told, so that an event delivered again tells nobody twice.';
comment on column notifications.notification.read_at is 'Null until the member has read it.';
comment on constraint notification_once_per_occasion on notifications.notification is 'A member is told of one occasion once.';
create index notification_inbox_idx on notifications.notification (member_id, id desc);
comment on index notifications.notification_inbox_idx is 'One member''s inbox, newest first.';
