package dev.fairground.shops;

import dev.fairground.identity.MemberId;

/** A shop exists, and this member owns it. */
public record ShopOpened(ShopId shop, String name, MemberId owner) {}
