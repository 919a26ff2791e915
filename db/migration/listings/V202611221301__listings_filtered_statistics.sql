-- phase: expand
-- A page that was written since the last vacuum is read for each thing on it, index or not: so this table is vacuumed after some
-- thousand changes and not after a fifth of it. Neither this nor the figures below make anybody wait.
alter table listings.listing set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);

create statistics listings.listing_spot_x on (public.cube_ll_coord(spot, 1)) from listings.listing;
create statistics listings.listing_spot_y on (public.cube_ll_coord(spot, 2)) from listings.listing;
create statistics listings.listing_spot_z on (public.cube_ll_coord(spot, 3)) from listings.listing;
comment on statistics listings.listing_spot_x is
    'Tells the planner how many things lie in a wide circle, coordinate by coordinate; of a cube it guesses a thousandth.';
comment on statistics listings.listing_spot_y is 'Likewise.';
comment on statistics listings.listing_spot_z is 'Likewise.';
analyze listings.listing;
