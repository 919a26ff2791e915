package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import java.util.UUID;

/** The buyer's bank did not take {@code amount}, possibly after {@link OrderRefunded}; it is owed to the buyer, and can be refunded anew. */
public record OrderRefundFailed(OrderId order, MemberId buyer, ShopId shop, Money amount, UUID refund) {}
