package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.shops.ShopId;

/** The parcel is on its way; {@code trackingCode} is empty where the carrier gives none. */
public record OrderShipped(OrderId order, MemberId buyer, ShopId shop, String carrier, String trackingCode) {}
