package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;

/** The buyer's money has been captured; the shop can ship. */
public record OrderPaid(OrderId order, MemberId buyer, ShopId shop, Money total) {}
