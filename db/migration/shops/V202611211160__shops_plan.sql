-- phase: expand
create table shops.plan (
    name                 text    not null constraint plan_name_once unique
                                          constraint plan_name_known check (name in ('FREE', 'PRO')),
    live_listings        int     not null constraint plan_live_listings_positive check (live_listings > 0),
    pictures_per_listing int     not null constraint plan_pictures_in_range check (pictures_per_listing between 1 and 20),
    staff_seats          int     not null constraint plan_staff_seats_not_negative check (staff_seats >= 0),
    monthly_minor        bigint  not null constraint plan_monthly_not_negative check (monthly_minor >= 0),
    currency             char(3) not null constraint plan_currency_taken check (currency in ('EUR', 'GBP', 'USD', 'CHF')),
    constraint plan_free_costs_nothing check ((name = 'FREE') = (monthly_minor = 0)),
    constraint plan_pk primary key (name, live_listings, pictures_per_listing, staff_seats)
);
comment on table shops.plan is 'What a shop may have under each plan, and what a month of it costs. The one place where these numbers stand.';
comment on column shops.plan.live_listings is 'On offer or sold out, but not withdrawn.';
comment on column shops.plan.staff_seats is 'Members of the team beside the owner.';
comment on constraint plan_pk on shops.plan is 'With the limits, for the shops, which carry a copy of their plan''s and cannot carry others.';

insert into shops.plan (name, live_listings, pictures_per_listing, staff_seats, monthly_minor, currency)
values ('FREE', 100, 4, 1, 0, 'EUR'),
       ('PRO', 50000, 10, 15, 2900, 'EUR');

-- Defaults, because rows are there already and the previous release names none of these columns; new rows get theirs from the trigger.
alter table shops.shop
    add plan                 text not null default 'FREE',
    add live_listings        int  not null default 100,
    add pictures_per_listing int  not null default 4,
    add staff_seats          int  not null default 1,
    add constraint shop_limits_of_plan foreign key (plan, live_listings, pictures_per_listing, staff_seats)
        references shops.plan (name, live_listings, pictures_per_listing, staff_seats) on update cascade;
comment on constraint shop_limits_of_plan on shops.shop is
    'A shop''s limits are its plan''s: whoever changes a plan changes them for all its shops in one statement.';
create index shop_limits_of_plan_idx on shops.shop (plan, live_listings, pictures_per_listing, staff_seats);
comment on index shops.shop_limits_of_plan_idx is 'Serves the foreign key when a plan''s numbers change.';

create function shops.take_limits() returns trigger language plpgsql as $$
begin
    select live_listings, pictures_per_listing, staff_seats
      into new.live_listings, new.pictures_per_listing, new.staff_seats
      from shops.plan
     where name = new.plan;
    return new;
end $$;
create trigger shop_takes_limits before insert or update of plan on shops.shop
    for each row execute function shops.take_limits();
comment on trigger shop_takes_limits on shops.shop is 'Whoever sets the plan sets the limits, and nobody has to name them.';

alter table shops.team_member
    add suspended_at timestamptz,
    add constraint team_member_owner_keeps_access check (role <> 'OWNER' or suspended_at is null);
comment on column shops.team_member.suspended_at is
    'Since when the plan has no seat for them: still in the team, and without any right. Null while they have one.';

create function shops.check_seats() returns trigger language plpgsql as $$
declare
    seats int;
begin
    -- Of two who take the last seat at once the second waits for this lock, and then counts what the first has left.
    select staff_seats into seats from shops.shop where id = new.shop_id for no key update;
    if (select count(*) from shops.team_member where shop_id = new.shop_id and role <> 'OWNER' and suspended_at is null) > seats then
        raise exception 'the plan of shop % has no further seat', new.shop_id
            using errcode = 'check_violation', constraint = 'team_member_within_seats';
    end if;
    return null;
end $$;
create trigger team_member_within_seats after insert or update of suspended_at on shops.team_member
    for each row when (new.role <> 'OWNER' and new.suspended_at is null) execute function shops.check_seats();
comment on trigger team_member_within_seats on shops.team_member is
    'Nobody takes a seat that the plan does not have. A plan that becomes smaller is no reason to refuse: those beyond it are suspended then.';
