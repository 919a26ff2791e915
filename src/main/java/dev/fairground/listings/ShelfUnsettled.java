package dev.fairground.listings;

import dev.fairground.shops.ShopId;

/** The shop's listings have been fitted into its plan in part; more of them wait. */
record ShelfUnsettled(ShopId shop) {}
