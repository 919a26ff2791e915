-- phase: expand
create table listings.shelf (
    shop_id       uuid not null constraint shelf_pk primary key constraint shelf_shop_fk references shops.shop (id),
    live          int  not null constraint shelf_live_not_negative check (live >= 0),
    most_live     int  not null constraint shelf_most_live_positive check (most_live > 0),
    most_pictures int  not null constraint shelf_most_pictures_positive check (most_pictures > 0)
);
comment on table listings.shelf is 'How many live listings a shop has, and how many its plan allows; one row per shop. Written by triggers alone.';
comment on column listings.shelf.live is
    'Published and not withdrawn. One that is sold out counts: it keeps its place, so that a cancelled order never finds it taken.';
comment on column listings.shelf.most_live is
    'The shop''s own limit, which follows in the same transaction. No check holds live below it: a plan may become smaller, and then nothing is added until enough is gone.';
comment on column listings.shelf.most_pictures is 'Per listing; likewise.';

insert into listings.shelf (shop_id, live, most_live, most_pictures)
     select shop.id, count(listing.id) filter (where published_at is not null and withdrawn_at is null),
            shop.live_listings, shop.pictures_per_listing
       from shops.shop
  left join listings.listing on shop_id = shop.id
   group by shop.id;

create function listings.follow_plan() returns trigger language plpgsql as $$
begin
    insert into listings.shelf (shop_id, live, most_live, most_pictures)
    values (new.id, 0, new.live_listings, new.pictures_per_listing)
    on conflict on constraint shelf_pk
    do update set most_live = excluded.most_live, most_pictures = excluded.most_pictures;
    return null;
end $$;
comment on function listings.follow_plan is
    'By trigger and not by event, since a shelf that lags could be filled; the lock on its row makes a change of plan and a publication queue.';
create trigger shop_has_shelf after insert or update of plan, live_listings, pictures_per_listing on shops.shop
    for each row execute function listings.follow_plan();

create function listings.count_moved() returns trigger language plpgsql as $$
begin
    if new.published_at is not null and new.withdrawn_at is null then
        update listings.shelf set live = live + 1 where shop_id = new.shop_id and live < most_live;
        if not found then
            raise exception 'the plan of shop % has no room for another live listing', new.shop_id
                using errcode = 'check_violation', constraint = 'listing_within_plan';
        end if;
    else
        update listings.shelf set live = live - 1 where shop_id = new.shop_id;
    end if;
    return null;
end $$;
-- By the row and with a condition, so that a sale, which changes only the stock, pays nothing for it.
create trigger listing_within_plan after update of published_at, withdrawn_at on listings.listing
    for each row when ((old.published_at is not null and old.withdrawn_at is null) is distinct from (new.published_at is not null and new.withdrawn_at is null))
    execute function listings.count_moved();
comment on trigger listing_within_plan on listings.listing is
    'Nothing goes on offer beyond the plan. The update of the shelf''s row makes those who publish at once queue, and looks again at what the one before left.';

create function listings.count_added() returns trigger language plpgsql as $$
begin
    update listings.shelf
       set live = shelf.live + added.live
      from (select shop_id, count(*) as live from added where published_at is not null and withdrawn_at is null group by shop_id) added
     where shelf.shop_id = added.shop_id;
    if exists (select from listings.shelf
                where live > most_live
                  and shop_id in (select shop_id from added where published_at is not null and withdrawn_at is null)) then
        raise exception 'a shop''s plan has no room for so many live listings'
            using errcode = 'check_violation', constraint = 'listing_within_plan';
    end if;
    return null;
end $$;
-- By the statement, so that ten thousand rows of one shop are counted at once.
create trigger listing_within_plan_when_added after insert on listings.listing
    referencing new table as added for each statement execute function listings.count_added();

create function listings.count_removed() returns trigger language plpgsql as $$
begin
    update listings.shelf
       set live = shelf.live - removed.live
      from (select shop_id, count(*) as live from removed where published_at is not null and withdrawn_at is null group by shop_id) removed
     where shelf.shop_id = removed.shop_id;
    return null;
end $$;
create trigger listing_uncounted after delete on listings.listing
    referencing old table as removed for each statement execute function listings.count_removed();

alter table listings.listing
    drop constraint listing_withdrawn_by_whom,
    add constraint listing_withdrawn_by_whom check (withdrawn_by is null or withdrawn_at is not null);
comment on column listings.listing.withdrawn_by is
    'Who took it off; null while on offer, and where its shop''s plan had no room for it. Only those come back by themselves.';

create index listing_withheld_idx on listings.listing (shop_id, id) where withdrawn_at is not null and withdrawn_by is null;
comment on index listings.listing_withheld_idx is 'What waits for a larger plan, of one shop.';

create function listings.check_pictures() returns trigger language plpgsql as $$
begin
    if new.position >= (select most_pictures
                          from listings.shelf
                          join listings.listing on listing.shop_id = shelf.shop_id
                         where listing.id = new.listing_id) then
        raise exception 'the plan of the shop of listing % has no room for another picture', new.listing_id
            using errcode = 'check_violation', constraint = 'picture_within_plan';
    end if;
    return null;
end $$;
create trigger picture_within_plan after insert on listings.picture
    for each row execute function listings.check_pictures();
comment on trigger picture_within_plan on listings.picture is
    'By place and not by count: places are taken once, so two uploads at once cannot both be the last. Places beyond a plan that became smaller stay.';
