package dev.fairground.testing;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order that is over, with its payment in the books: completed, refunded or cancelled, which no job moves on. */
public final class OrderFixture {

    private static final long FEE_BASIS_POINTS = 500;

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

    /** Paid, shipped, delivered, and done. */
    public UUID completedIn(Rows rows) {
        var order = insert(rows, after(1), after(20), after(70), after(500), null, null);
        PaymentFixture.captured(rows, order, buyer, shop, after(1));
        return order;
    }

    /** Paid, and all of it given back. */
    public UUID refundedIn(Rows rows) {
        var order = insert(rows, after(1), null, null, null, null, after(30));
        PaymentFixture.captured(rows, order, buyer, shop, after(1));
        PaymentFixture.refunded(rows, order, after(30));
        return order;
    }

    /** Given up by the buyer before it was paid. */
    public UUID cancelledIn(Rows rows) {
        var order = insert(rows, null, null, null, null, after(0).plusSeconds(240), null);
        PaymentFixture.voided(rows, order, buyer, shop, at, at.plusSeconds(240));
        return order;
    }

    private Instant after(int hours) {
        return at.plus(Duration.ofHours(hours));
    }

    private UUID insert(
            Rows rows,
            @Nullable Instant paid,
            @Nullable Instant shipped,
            @Nullable Instant delivered,
            @Nullable Instant completed,
            @Nullable Instant cancelled,
            @Nullable Instant refunded) {
        UUID id = rows.id(at);
        // One statement, because an order has to add up at every commit.
        rows.sql("""
                with bought as (
                    select l.id, l.title, l.price_minor, l.currency, line.position - 1 as position
                      from unnest(:listings) with ordinality as line (listing, position)
                      join listings.listing l on l.id = line.listing),
                placed as (
                    insert into orders.placed_order (id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by,
                                                     paid_at, shipped_at, carrier, tracking_code, delivered_at, completed_at,
                                                     cancelled_at, cancel_reason, refund_requested_at, refunded_at, refunded_minor)
                    select :id, :buyer, :shop, sum(price_minor), (sum(price_minor) * :fee + 5000) / 10000, min(currency), :at, :payBy,
                           :paid, :shipped, :carrier, :tracking, :delivered, :completed,
                           :cancelled, :why, :refunded, :refunded, case when :refunded::timestamptz is null then 0 else sum(price_minor) end
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
                .param("paid", Rows.at(paid), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("shipped", Rows.at(shipped), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("carrier", shipped == null ? null : "Parcel post", Types.VARCHAR)
                .param("tracking", shipped == null ? null : "PP" + id.toString().substring(24), Types.VARCHAR)
                .param("delivered", Rows.at(delivered), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("completed", Rows.at(completed), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("cancelled", Rows.at(cancelled), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("why", cancelled == null ? null : "Ordered twice by mistake.", Types.VARCHAR)
                .param("refunded", Rows.at(refunded), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        return id;
    }
}
