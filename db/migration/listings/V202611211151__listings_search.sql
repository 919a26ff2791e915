-- phase: expand
create extension pg_trgm with schema public;
create extension cube with schema public;

-- A place on earth as a point in space, in kilometres from its centre: the straight line between two such points grows with the way
-- between the places, which is all that an index needs. Everything in it is named with its schema, or a restore could not build it.
create function listings.spot(latitude numeric, longitude numeric) returns public.cube
    language sql immutable strict parallel safe
    return public.cube(array[6371.0088 * cosd(latitude::float8) * cosd(longitude::float8),
                             6371.0088 * cosd(latitude::float8) * sind(longitude::float8),
                             6371.0088 * sind(latitude::float8)]);

alter table listings.listing
    add column attributes jsonb not null default '{}'
        constraint listing_attributes_one_object check (jsonb_typeof(attributes) = 'object')
        constraint listing_attributes_length check (length(attributes::text) <= 4000),
    add column latitude numeric(4, 2) constraint listing_latitude_on_earth check (latitude between -90 and 90),
    add column longitude numeric(5, 2) constraint listing_longitude_on_earth check (longitude between -180 and 180),
    add column spot public.cube generated always as (listings.spot(latitude, longitude)) stored,
    add constraint listing_place_whole check ((latitude is null) = (longitude is null));
comment on column listings.listing.attributes is 'What is said of the thing in the terms of its category: key to text.';
comment on column listings.listing.latitude is 'Where the thing is, in degrees north, to about a kilometre; null if it is not said.';
comment on column listings.listing.longitude is 'In degrees east, to about a kilometre; null with latitude.';
comment on column listings.listing.spot is 'The place as a point in space, for the index; null with latitude.';

create function listings.check_required_attributes() returns trigger language plpgsql as $$
declare
    missing text[] := catalog.missing_attributes(new.category_id, new.attributes);
begin
    if cardinality(missing) > 0 then
        raise exception 'listing % lacks %', new.id, missing
              using errcode = 'check_violation', constraint = 'listing_says_what_its_category_requires';
    end if;
    return null;
end $$;
create trigger listing_says_what_its_category_requires
    after insert or update of category_id, attributes, published_at, withdrawn_at on listings.listing
    for each row when (new.published_at is not null and new.withdrawn_at is null)
    execute function listings.check_required_attributes();
comment on trigger listing_says_what_its_category_requires on listings.listing is
    'Asked of what is on offer only, so that a draft may be incomplete and an attribute may become required later.';

create index listing_words_idx on listings.listing using gin (lower(title) public.gin_trgm_ops) where state = 'PUBLISHED';
comment on index listings.listing_words_idx is 'Finds words and parts of words in titles.';
create statistics listings.listing_words on (lower(title)) from listings.listing;
alter statistics listings.listing_words set statistics 1000;
comment on statistics listings.listing_words is
    'Tells the planner which words are common: an index on a part of the table has figures that it may not use. Of the usual hundred titles each stands for one listing in a hundred, and a rare word that was drawn looks common; hence a thousand.';
create index listing_attributes_idx on listings.listing using gin (attributes jsonb_path_ops) where state = 'PUBLISHED';
comment on index listings.listing_attributes_idx is 'Finds what has all of some attributes.';
create index listing_price_idx on listings.listing (currency, price_minor, id) where state = 'PUBLISHED';
comment on index listings.listing_price_idx is 'Price ranges, and lists by price in both directions.';
create index listing_spot_idx on listings.listing using gist (spot) where state = 'PUBLISHED';
comment on index listings.listing_spot_idx is 'What is near a place, nearest first.';

create table listings.favourite (
    id         uuid not null constraint favourite_pk primary key,
    member_id  uuid not null constraint favourite_member_fk references identity.member (id),
    listing_id uuid not null constraint favourite_listing_fk references listings.listing (id),
    constraint favourite_kept_once unique (listing_id, member_id)
);
comment on table listings.favourite is 'What a member wants to find again.';
create index favourite_newest_idx on listings.favourite (member_id, id desc);
comment on index listings.favourite_newest_idx is 'A member''s favourites, last kept first.';
