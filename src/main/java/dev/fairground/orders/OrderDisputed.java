package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import java.util.UUID;

/** The buyer's bank has taken {@code amount} back, or has now decided about it; {@code step} tells the one fact from the other. */
public record OrderDisputed(OrderId order, MemberId buyer, ShopId shop, Money amount, Step step, UUID dispute) {

    /** WON: the shop has the money again. LOST: the buyer keeps it. */
    public enum Step {
        OPEN,
        WON,
        LOST
    }
}
