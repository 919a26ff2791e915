package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.shops.ShopId;
import java.util.UUID;

/** The return was accepted if {@code refusal} is empty, and otherwise refused with that sentence for the buyer. */
public record ReturnAnswered(OrderId order, MemberId buyer, ShopId shop, UUID which, String refusal) {}
