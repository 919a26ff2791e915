-- phase: contract
-- rollback: safe: the release before finds the same in the indexes with more columns, which have the same order
drop index listings.listing_newest_idx;
drop index listings.listing_category_newest_idx;
drop index listings.listing_price_idx;
drop index listings.listing_spot_idx;
