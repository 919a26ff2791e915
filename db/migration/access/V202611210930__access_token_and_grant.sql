-- phase: expand
create schema access;
comment on schema access is 'Who is calling and what they may: API tokens and staff capabilities. Written by the module access alone.';

create table access.api_token (
    id           uuid        not null constraint api_token_pk primary key,
    member       uuid        not null,
    name         text        not null,
    hash         bytea       not null,
    scopes       text[]      not null,
    issued_at    timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,

    constraint api_token_member_fk foreign key (member) references identity.member (id) on delete cascade,
    constraint api_token_name_length check (length(name) between 1 and 80),
    constraint api_token_hash_is_sha_256 check (length(hash) = 32),
    constraint api_token_scopes_known check (
        cardinality(scopes) > 0 and scopes <@ array[
            'profile:read', 'profile:write', 'shops:read', 'shops:write', 'listings:read', 'listings:write', 'orders:read', 'orders:write',
            'payments:read', 'payments:write', 'notifications:read', 'notifications:write', 'staff:read', 'staff:write']),
    constraint api_token_lives_ninety_days_at_most check (expires_at > issued_at and expires_at <= issued_at + interval '90 days')
);
comment on table access.api_token is
    'One token. Taking it back deletes the row; the audit trail keeps the history. A member''s expired ones go when they make the next.';
comment on column access.api_token.hash is
    'SHA-256 of the whole token. No salt and no slow hash: 256 random bits cannot be guessed from it, and every request pays for the look-up.';
comment on column access.api_token.last_used_at is 'Written at most once a minute; null until first used.';

create index api_token_member_idx on access.api_token (member, id);
comment on index access.api_token_member_idx is 'A member''s tokens: the list, and ending them all. Also for the foreign key.';

create table access.capability_grant (
    member       uuid        not null,
    capability   text        not null,
    granted_by   uuid,
    granted_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,

    constraint capability_grant_pk primary key (member, capability),
    constraint capability_grant_member_fk foreign key (member) references identity.member (id),
    constraint capability_grant_granted_by_fk foreign key (granted_by) references identity.member (id),
    constraint capability_grant_capability_known check (
        capability in ('staff:suspend', 'staff:refund', 'staff:grants', 'staff:operate', 'staff:support-read')),
    constraint capability_grant_not_to_oneself check (member <> granted_by),
    constraint capability_grant_ends_within_a_year check (expires_at > granted_at and expires_at <= granted_at + interval '366 days')
);
comment on table access.capability_grant is
    'The row is the state: a member with one that has not expired holds the capability. Withdrawing deletes it; the audit trail keeps the history.';
comment on column access.capability_grant.granted_by is 'Null where the operator granted it by a command, as for the first member of staff.';
comment on column access.capability_grant.last_used_at is 'Written at most once an hour, for the access review; null until first used.';

create index capability_grant_granted_by_idx on access.capability_grant (granted_by);
comment on index access.capability_grant_granted_by_idx is 'For the foreign key.';
