package dev.fairground.testing;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An order in any state, with its payment in the books. Those that are over, completed, refunded, cancelled or expired, no job moves on.
 */
public final class OrderFixture {

    private static final long FEE_BASIS_POINTS = 500;
    private static final List<String> STEPS = List.of(
            "paid", "shipped", "delivered", "completed", "cancelled", "expired", "asked", "refunded", "returned");

    private final UUID buyer;
    private final UUID shop;
    private final List<UUID> listings = new ArrayList<>();
    private Instant at = SettableClock.START.minus(Duration.ofDays(9));

    private OrderFixture(UUID buyer, UUID shop) {
        this.buyer = buyer;
        this.shop = shop;
    }

    public static OrderFixture anOrder(UUID buyer, UUID shop) {
        return new OrderFixture(buyer, shop);
    }

    /** One of this listing, as it is titled and priced now; its stock stays as it is. All are in one currency. */
    public OrderFixture of(UUID listing) {
        listings.add(listing);
        return this;
    }

    public OrderFixture placedAt(Instant placed) {
        this.at = placed;
        return this;
    }

    /** Waits for its payment, which nobody has asked the provider for. */
    public UUID placedIn(Rows rows) {
        return unpaid(rows, Map.of(), "RECORDED");
    }

    /** Waits for its payment, which the provider has been asked for. */
    public UUID chargingIn(Rows rows) {
        return unpaid(rows, Map.of(), "CHARGING");
    }

    /** Cancelled because the payer's bank said no. */
    public UUID declinedIn(Rows rows) {
        return unpaid(rows, Map.of("cancelled", after(1)), "DECLINED");
    }

    public UUID paidIn(Rows rows) {
        return paid(rows, Map.of());
    }

    public UUID shippedIn(Rows rows) {
        return paid(rows, Map.of("shipped", after(20)));
    }

    public UUID deliveredIn(Rows rows) {
        return paid(rows, Map.of("shipped", after(20), "delivered", after(70)));
    }

    /** Paid, shipped, delivered, and done. */
    public UUID completedIn(Rows rows) {
        return paid(rows, Map.of("shipped", after(20), "delivered", after(70), "completed", after(500)));
    }

    /** Done, and the shop can have its money. */
    public UUID releasedIn(Rows rows) {
        var order = completedIn(rows);
        PaymentFixture.released(rows, order, after(501));
        rows.sql("update orders.placed_order set released_at = :at where id = :order")
                .param("at", Rows.at(after(501)))
                .param("order", order)
                .update();
        return order;
    }

    /** Delivered, and taken back by the buyer's bank; {@code dispute} is OPEN, WON or LOST. */
    public UUID disputedIn(Rows rows, String dispute) {
        var order = deliveredIn(rows);
        PaymentFixture.disputed(rows, order, dispute.equals("WON"), after(90));
        rows.sql("update orders.placed_order set dispute = :dispute where id = :order")
                .param("dispute", dispute)
                .param("order", order)
                .update();
        return order;
    }

    /** Paid, and all of it asked back. */
    public UUID refundingIn(Rows rows) {
        var order = paid(rows, Map.of("asked", after(30)));
        PaymentFixture.refunding(rows, order, after(30));
        return order;
    }

    /** Paid, and all of it given back. */
    public UUID refundedIn(Rows rows) {
        var order = paid(rows, Map.of("asked", after(30), "refunded", after(30)));
        PaymentFixture.refunded(rows, order, after(30));
        return order;
    }

    /** Paid and given back, but the buyer's bank sent the money back. */
    public UUID refundReturnedIn(Rows rows) {
        var order = paid(rows, Map.of("asked", after(30), "returned", after(60)));
        PaymentFixture.returned(rows, order, after(30), after(60));
        return order;
    }

    /** Given up by the buyer before it was paid. */
    public UUID cancelledIn(Rows rows) {
        return voided(rows, "cancelled");
    }

    /** Not paid in time. */
    public UUID expiredIn(Rows rows) {
        return voided(rows, "expired");
    }

    private UUID unpaid(Rows rows, Map<String, Instant> steps, String payment) {
        var order = insert(rows, steps);
        PaymentFixture.uncaptured(rows, order, buyer, shop, payment, at);
        return order;
    }

    private UUID paid(Rows rows, Map<String, Instant> steps) {
        var all = new HashMap<>(steps);
        all.put("paid", after(1));
        var order = insert(rows, all);
        PaymentFixture.captured(rows, order, buyer, shop, after(1));
        return order;
    }

    private UUID voided(Rows rows, String step) {
        var order = insert(rows, Map.of(step, at.plusSeconds(240)));
        PaymentFixture.voided(rows, order, buyer, shop, at, at.plusSeconds(240));
        return order;
    }

    private Instant after(int hours) {
        return at.plus(Duration.ofHours(hours));
    }

    /** {@code steps} says when it was paid, shipped, delivered, completed, cancelled, expired, asked back, refunded and returned. */
    private UUID insert(Rows rows, Map<String, Instant> steps) {
        UUID id = rows.id(at);
        // One statement, because an order has to add up at every commit.
        var insert = rows.sql("""
                with bought as (
                    select l.id, l.title, l.price_minor, l.currency, line.position - 1 as position
                      from unnest(:listings) with ordinality as line (listing, position)
                      join listings.listing l on l.id = line.listing),
                placed as (
                    insert into orders.placed_order (id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by,
                                                     paid_at, shipped_at, carrier, tracking_code, delivered_at, completed_at,
                                                     cancelled_at, cancel_reason, expired_at,
                                                     refund_requested_at, refunded_at, refund_failed_at, refunded_minor)
                    select :id, :buyer, :shop, sum(price_minor), (sum(price_minor) * :fee + 5000) / 10000, min(currency), :at, :payBy,
                           :paid, :shipped, :carrier, :tracking, :delivered, :completed,
                           :cancelled, :why, :expired,
                           :asked, :refunded, :returned, case when :all then sum(price_minor) else 0 end
                      from bought
                    returning id)
                insert into orders.order_line (order_id, position, listing_id, title, unit_price_minor, quantity)
                select placed.id, bought.position, bought.id, bought.title, bought.price_minor, 1
                  from placed, bought
                """)
                .param("listings", listings.toArray(new UUID[0]))
                .param("id", id)
                .param("buyer", buyer)
                .param("shop", shop)
                .param("fee", FEE_BASIS_POINTS)
                .param("at", Rows.at(at))
                .param("payBy", Rows.at(at.plus(Duration.ofMinutes(30))))
                .param("carrier", steps.containsKey("shipped") ? "Parcel post" : null, Types.VARCHAR)
                .param(
                        "tracking",
                        steps.containsKey("shipped") ? "PP" + id.toString().substring(24) : null,
                        Types.VARCHAR)
                .param("why", steps.containsKey("cancelled") ? "Ordered twice by mistake." : null, Types.VARCHAR)
                .param("all", steps.containsKey("asked") && !steps.containsKey("returned"));
        for (var step : STEPS) {
            insert = insert.param(step, Rows.at(steps.get(step)), Types.TIMESTAMP_WITH_TIMEZONE);
        }
        insert.update();
        return id;
    }
}
