-- phase: expand
-- With them a search looks at things in an index alone, some sixty to a page of it, and reads only the rows that it shows: before, each thing
-- that a filter threw away was a page. What they hold is all that a search asks of a thing, but for its attributes, which may be long; and
-- for the place in the first, which must stay narrower than the rows in their own order, or these are walked instead.
-- Ids ascend, though the newest are asked for first: what is new then goes to the end of the index, whose pages are filled, and not to its
-- beginning, where each is split in half.
set lock_timeout = 0;
drop index concurrently if exists listings.listing_newest_filtered_idx;
create index concurrently listing_newest_filtered_idx on listings.listing (id)
    include (category_id, currency, price_minor, title) where state = 'PUBLISHED';
comment on index listings.listing_newest_filtered_idx is 'ListingSearch: everything on offer, newest first, and what a filter leaves of it where that is much.';
drop index concurrently if exists listings.listing_category_filtered_idx;
create index concurrently listing_category_filtered_idx on listings.listing (category_id, id)
    include (currency, price_minor, spot, title) where state = 'PUBLISHED';
comment on index listings.listing_category_filtered_idx is 'ListingSearch: a category and those below it, newest first, and what other filters leave of it; serves the foreign key in part.';
drop index concurrently if exists listings.listing_price_filtered_idx;
create index concurrently listing_price_filtered_idx on listings.listing (currency, price_minor, id)
    include (category_id, spot, title) where state = 'PUBLISHED';
comment on index listings.listing_price_filtered_idx is 'ListingSearch: price ranges, and lists by price in both directions, whatever else is asked.';
drop index concurrently if exists listings.listing_spot_filtered_idx;
create index concurrently listing_spot_filtered_idx on listings.listing using gist (spot)
    include (id, category_id, currency, price_minor, title) where state = 'PUBLISHED';
comment on index listings.listing_spot_filtered_idx is 'ListingSearch: what is near a place, nearest first, whatever else is asked.';
set lock_timeout = '500ms';
