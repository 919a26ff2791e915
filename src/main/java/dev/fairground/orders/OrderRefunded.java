package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;

/** The buyer has been given this much of the total back. */
public record OrderRefunded(OrderId order, MemberId buyer, ShopId shop, Money amount) {}
