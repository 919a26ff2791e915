package dev.fairground.listings;

import dev.fairground.shops.ShopId;

/** The shop took this listing off, or its plan has no room for it; it can be bought no more. */
public record ListingWithdrawn(ListingId listing, ShopId shop) {}
