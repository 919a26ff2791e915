-- phase: expand
create schema listings;
comment on schema listings is 'What is offered, in which state, at what price, and how many are left.';

create table listings.listing (
    id           uuid        not null constraint listing_pk primary key,
    shop_id      uuid        not null constraint listing_shop_fk references shops.shop (id),
    shop_name    text        not null constraint listing_shop_name_length check (length(shop_name) between 2 and 60),
    category_id  uuid        not null constraint listing_category_fk references catalog.category (id),
    title        text        not null constraint listing_title_length check (length(title) between 3 and 120 and title = btrim(title)),
    description  text        not null constraint listing_description_length check (length(description) <= 10000),
    price_minor  bigint      not null constraint listing_price_in_range check (price_minor between 1 and 1000000000),
    currency     char(3)     not null constraint listing_currency_taken check (currency in ('EUR', 'GBP', 'USD', 'CHF')),
    stock        int         not null constraint listing_stock_in_range check (stock between 0 and 100000),
    drafted_at   timestamptz not null,
    published_at timestamptz          constraint listing_published_after_drafted check (published_at >= drafted_at),
    withdrawn_at timestamptz          constraint listing_withdrawn_after_published check (withdrawn_at >= published_at),
    withdrawn_by uuid                 constraint listing_withdrawn_by_fk references identity.member (id),
    state        text        not null generated always as (
                     case when published_at is null then 'DRAFT'
                          when withdrawn_at is not null then 'WITHDRAWN'
                          when stock = 0 then 'SOLD_OUT'
                          else 'PUBLISHED' end) stored,
    version      int         not null constraint listing_version_not_negative check (version >= 0),
    constraint listing_withdrawn_only_once_published check (withdrawn_at is null or published_at is not null),
    constraint listing_withdrawn_by_whom check ((withdrawn_at is null) = (withdrawn_by is null))
);
comment on table listings.listing is 'One thing, or several alike, that a shop offers.';
comment on column listings.listing.shop_name is 'Copied from the shop so that a card needs no second look; follows ShopRenamed and may lag.';
comment on column listings.listing.published_at is 'When it was first shown; null for a draft.';
comment on column listings.listing.withdrawn_at is 'When it was taken off; null while on offer. Publishing again clears it.';
comment on column listings.listing.state is 'Follows from the facts beside it, so that no writer can set it wrongly.';
comment on column listings.listing.version is 'Rises with every edit by the shop; selling does not touch it.';

create index listing_category_newest_idx on listings.listing (category_id, id desc) where state = 'PUBLISHED';
comment on index listings.listing_category_newest_idx is 'The public pages of a category, newest first.';
create index listing_newest_idx on listings.listing (id desc) where state = 'PUBLISHED';
comment on index listings.listing_newest_idx is 'The public page of everything, newest first.';
create index listing_shop_idx on listings.listing (shop_id, id desc);
comment on index listings.listing_shop_idx is 'A shop''s own listings, newest first.';

create index listing_withdrawn_by_idx on listings.listing (withdrawn_by) where withdrawn_by is not null;
comment on index listings.listing_withdrawn_by_idx is 'Serves the foreign key when a member is erased.';

create table listings.picture (
    listing_id uuid not null constraint picture_listing_fk references listings.listing (id),
    position   int  not null constraint picture_position_in_range check (position between 0 and 19),
    object_key text not null constraint picture_object_key_once unique
                             constraint picture_object_key_form check (object_key ~ '^[a-z0-9][a-z0-9/_.-]{3,199}$'),
    width      int  not null constraint picture_width_in_range check (width between 1 and 4096),
    height     int  not null constraint picture_height_in_range check (height between 1 and 4096),
    constraint picture_pk primary key (listing_id, position)
);
comment on table listings.picture is 'Where a listing''s pictures lie in the object store; the bytes are never in the database.';
comment on column listings.picture.position is 'Order of showing; 0 is the one on cards.';
