package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import java.util.UUID;

/** The buyer has been given this much of the total back. {@code refund} tells this time from one that the bank sent back. */
public record OrderRefunded(OrderId order, MemberId buyer, ShopId shop, Money amount, UUID refund) {}
