package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.shops.ShopId;
import java.util.UUID;

/** The buyer asks to send something of the order back, for this reason in their own words; the shop has to answer. */
public record ReturnAsked(OrderId order, MemberId buyer, ShopId shop, UUID which, String reason) {}
