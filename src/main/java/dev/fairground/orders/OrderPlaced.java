package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;

/** The order stands and its stock is reserved; it is not paid yet. */
public record OrderPlaced(OrderId order, MemberId buyer, ShopId shop, Money total) {}
