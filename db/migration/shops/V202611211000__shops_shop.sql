-- phase: expand
create schema shops;
comment on schema shops is 'The tenant: shops, their teams and invitations.';

create table shops.shop (
    id          uuid        not null constraint shop_pk primary key,
    handle      text        not null constraint shop_handle_once unique
                                     constraint shop_handle_form check (handle ~ '^[a-z0-9](-?[a-z0-9])*$' and length(handle) between 3 and 40),
    name        text        not null constraint shop_name_length check (length(name) between 2 and 60 and name = btrim(name)),
    description text        not null constraint shop_description_length check (length(description) <= 2000),
    opened_at   timestamptz not null,
    version     int         not null constraint shop_version_not_negative check (version >= 0)
);
comment on table shops.shop is 'A seller''s shop, the tenant to whom listings, orders and money owed belong.';
comment on column shops.shop.version is 'Rises with every change; a writer who read an older one is refused.';

create table shops.team_member (
    id        uuid        not null constraint team_member_pk primary key,
    shop_id   uuid        not null constraint team_member_shop_fk references shops.shop (id),
    member_id uuid        not null constraint team_member_member_fk references identity.member (id),
    role      text        not null constraint team_member_role_known check (role in ('OWNER', 'MANAGER', 'PACKER')),
    joined_at timestamptz not null,
    constraint team_member_once_per_shop unique (member_id, shop_id)
);
comment on table shops.team_member is 'Who works in which shop, in which role.';
comment on constraint team_member_once_per_shop on shops.team_member is
    'One role per member and shop. Also serves the look-up of a caller''s grants with every authenticated request.';
create unique index team_member_one_owner on shops.team_member (shop_id) where role = 'OWNER';
comment on index shops.team_member_one_owner is 'A shop has at most one owner; that it has one at all is checked at commit.';
create unique index team_member_owns_one_shop on shops.team_member (member_id) where role = 'OWNER';
comment on index shops.team_member_owns_one_shop is 'A member owns at most one shop.';
create index team_member_shop_idx on shops.team_member (shop_id);
comment on index shops.team_member_shop_idx is 'The team of one shop.';

create function shops.check_owner() returns trigger language plpgsql as $$
declare
    -- By way of jsonb, because the two tables' rows differ and plpgsql resolves both branches' fields.
    concerned uuid := case when tg_table_name = 'shop' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(old) ->> 'shop_id')::uuid end;
begin
    if exists (select from shops.shop where id = concerned)
       and not exists (select from shops.team_member where shop_id = concerned and role = 'OWNER') then
        raise exception 'shop % has no owner', concerned using errcode = 'check_violation', constraint = 'shop_has_owner';
    end if;
    return null;
end $$;
create constraint trigger shop_has_owner after insert on shops.shop
    deferrable initially deferred for each row execute function shops.check_owner();
comment on trigger shop_has_owner on shops.shop is 'A shop has an owner at every commit.';
create constraint trigger team_member_leaves_owner after update or delete on shops.team_member
    deferrable initially deferred for each row execute function shops.check_owner();
comment on trigger team_member_leaves_owner on shops.team_member is 'Nobody''s leaving or change of role leaves a shop without owner.';

create table shops.invitation (
    id          uuid        not null constraint invitation_pk primary key,
    shop_id     uuid        not null constraint invitation_shop_fk references shops.shop (id),
    member_id   uuid        not null constraint invitation_member_fk references identity.member (id),
    role        text        not null constraint invitation_role_below_owner check (role in ('MANAGER', 'PACKER')),
    invited_by  uuid        not null constraint invitation_invited_by_fk references identity.member (id),
    invited_at  timestamptz not null,
    expires_at  timestamptz not null,
    answer      text                 constraint invitation_answer_known check (answer in ('ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    answered_at timestamptz,
    constraint invitation_expires_later check (expires_at > invited_at),
    constraint invitation_answered_when check ((answer is null) = (answered_at is null))
);
comment on table shops.invitation is 'A question to a member whether to join a team.';
comment on column shops.invitation.answer is 'Null while the question is open.';
create unique index invitation_open_once on shops.invitation (shop_id, member_id) where answer is null;
comment on index shops.invitation_open_once is 'One open invitation per member and shop.';
create index invitation_invited_by_idx on shops.invitation (invited_by);
comment on index shops.invitation_invited_by_idx is 'Serves the foreign key when a member is erased.';
create index invitation_member_idx on shops.invitation (member_id) where answer is null;
comment on index shops.invitation_member_idx is 'The open invitations of one member.';
