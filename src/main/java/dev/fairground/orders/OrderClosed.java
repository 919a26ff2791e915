package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.shops.ShopId;

/** The order ended unpaid, for this reason in a sentence for the buyer; its stock is on offer again. */
public record OrderClosed(OrderId order, MemberId buyer, ShopId shop, String reason) {}
