package dev.fairground.shops;

/** The shop carries this name from now on; whoever shows a copy of the old one should take the new. */
public record ShopRenamed(ShopId shop, String name) {}
