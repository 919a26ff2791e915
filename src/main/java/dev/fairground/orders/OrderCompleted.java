package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.shops.ShopId;

/** The deal is done: delivered, and the time for complaints is over or was waived. */
public record OrderCompleted(OrderId order, MemberId buyer, ShopId shop) {}
