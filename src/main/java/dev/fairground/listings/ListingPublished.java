package dev.fairground.listings;

import dev.fairground.catalog.CategoryId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;

/** Everybody can see and buy this listing from now on. */
public record ListingPublished(ListingId listing, ShopId shop, CategoryId category, String title, Money price) {}
