-- phase: expand
create table identity.address_change (
    id       uuid        not null constraint address_change_pk primary key,
    member   uuid        not null constraint address_change_one_each unique constraint address_change_member_fk references identity.member (id) on delete cascade,
    email    text        not null,
    asked_at timestamptz not null,

    constraint address_change_email_form check (
        email = lower(email) and length(email) <= 254 and email ~ '^[^@[:space:][:cntrl:]]{1,64}@[^@[:space:][:cntrl:]]+\.[^@.[:space:][:cntrl:]]+$')
);
comment on table identity.address_change is
    'The address that a member wants to have, until a link mailed to it is used. Somebody else may have it: then the link opens nothing.';
comment on column identity.address_change.id is 'Part of the link''s signature, so that asking again voids the link before.';
