-- phase: expand
create schema identity;
comment on schema identity is 'Who somebody is: members, their credentials, suspensions. Written by the module identity alone.';

create table identity.member (
    id                 uuid        not null constraint member_pk primary key,
    version            bigint      not null,
    handle             text        not null constraint member_handle_unique unique,
    display_name       text        not null,
    email              text        not null constraint member_email_unique unique,
    signed_up_at       timestamptz not null,
    confirmed_at       timestamptz,
    sign_in_links_used bigint      not null default 0,

    constraint member_handle_form check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) between 3 and 30),
    constraint member_handle_not_reserved check (handle not in (
        'about', 'abuse', 'account', 'accounts', 'admin', 'administrator', 'anonymous', 'api', 'assets', 'billing', 'contact', 'everyone',
        'fairground', 'help', 'info', 'legal', 'log-in', 'log-out', 'login', 'logout', 'mail', 'me', 'member', 'members', 'moderator', 'news',
        'nobody', 'null', 'official', 'payments', 'payout', 'postmaster', 'practices', 'privacy', 'problems', 'root', 'security', 'settings',
        'shop', 'shops', 'sign-in', 'sign-up', 'signup', 'staff', 'status', 'support', 'system', 'team', 'terms', 'undefined', 'webmaster',
        'www')),
    constraint member_display_name_form check (
        display_name = btrim(display_name) and length(display_name) between 1 and 60 and display_name !~ '[[:cntrl:]]'),
    constraint member_email_form check (
        email = lower(email) and length(email) <= 254 and email ~ '^[^@[:space:][:cntrl:]]{1,64}@[^@[:space:][:cntrl:]]+\.[^@.[:space:][:cntrl:]]+$'),
    constraint member_confirmed_after_sign_up check (confirmed_at >= signed_up_at),
    constraint member_sign_in_links_used_counted check (sign_in_links_used >= 0)
);
comment on table identity.member is 'One account. Some ten thousand rows in three years; read by id, handle and e-mail.';
comment on column identity.member.version is 'For optimistic locking.';
comment on column identity.member.confirmed_at is 'When the owner of the address confirmed it; null before, and until then nobody can sign in.';
comment on column identity.member.sign_in_links_used is 'Part of every sign-in link''s signature, so that using one voids all others.';
comment on constraint member_handle_not_reserved on identity.member is
    'Names that would pass for us or for an address of ours. The same list stands in Handle; a test compares them.';
comment on constraint member_email_form on identity.member is
    'Lower case, so that uniqueness holds for what people type. Dots and plus signs stay: they tell different mailboxes apart with many providers.';

create table identity.handle_on_hold (
    member     uuid        not null constraint handle_on_hold_pk primary key,
    handle     text        not null constraint handle_on_hold_handle_unique unique,
    held_since timestamptz not null,

    constraint handle_on_hold_member_fk foreign key (member) references identity.member (id) on delete cascade,
    constraint handle_on_hold_form check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) between 3 and 30)
);
comment on table identity.handle_on_hold is
    'The handle last asked for in a sign-up with this member''s address. It counts as taken, as that of an unconfirmed account does; were it free, asking for it once more would tell that the address is known.';
comment on column identity.handle_on_hold.member is 'Whose address it was; one row each, as an unconfirmed account also has one handle.';

create table identity.password (
    member     uuid        not null constraint password_pk primary key,
    version    bigint      not null,
    hash       text        not null,
    changed_at timestamptz not null,

    constraint password_member_fk foreign key (member) references identity.member (id) on delete cascade,
    constraint password_hash_is_argon2id check (hash ~ '^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$' and length(hash) <= 200),
    constraint password_version_counted check (version >= 0)
);
comment on table identity.password is 'A member''s password, hashed. Apart from member, so that no list of members ever reads one.';
comment on column identity.password.version is 'Rises with each change; part of the signature of mailed links, so that a change voids them.';

create table identity.second_factor (
    member         uuid        not null constraint second_factor_pk primary key,
    secret         bytea       not null,
    enrolled_at    timestamptz not null,
    confirmed_at   timestamptz,
    last_used_step bigint,

    constraint second_factor_member_fk foreign key (member) references identity.member (id) on delete cascade,
    constraint second_factor_secret_length check (length(secret) between 20 and 100),
    constraint second_factor_confirmed_by_a_code check ((confirmed_at is null) = (last_used_step is null)),
    constraint second_factor_confirmed_after_enrolment check (confirmed_at >= enrolled_at)
);
comment on table identity.second_factor is 'A shared secret for one-time codes (RFC 6238).';
comment on column identity.second_factor.confirmed_at is 'When the first code from it was shown to us; null before, and until then it is not asked for.';
comment on column identity.second_factor.last_used_step is 'The time step of the last accepted code. Only later ones are accepted, so no code works twice. Null until confirmed.';
comment on constraint second_factor_secret_length on identity.second_factor is '160 bits as RFC 4226 recommends, and room for an envelope around them.';

create table identity.suspension (
    member       uuid        not null constraint suspension_pk primary key,
    suspended_by uuid        not null,
    suspended_at timestamptz not null,
    reason       text        not null,

    constraint suspension_member_fk foreign key (member) references identity.member (id),
    constraint suspension_suspended_by_fk foreign key (suspended_by) references identity.member (id),
    constraint suspension_not_by_oneself check (member <> suspended_by),
    constraint suspension_reason_form check (
        reason = btrim(reason) and length(reason) between 1 and 500)
);
comment on table identity.suspension is 'The row is the state: a member with one cannot sign in or act. Lifting it deletes the row; the audit trail keeps the history.';

create index suspension_suspended_by_idx on identity.suspension (suspended_by);
comment on index identity.suspension_suspended_by_idx is 'For the foreign key.';
