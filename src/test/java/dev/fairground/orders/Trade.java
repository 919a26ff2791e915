package dev.fairground.orders;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.ShopFixture.aShopOf;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop with two things on offer, its people, and the steps of an order as their programs take them. */
final class Trade {

    static final long CHAIR = 1999;
    static final long TABLE = 9000;

    final Api seller;
    final Api buyer;
    final Api stranger;
    final Api support;
    final UUID chair;
    final UUID table;

    private final Outbox outbox;
    private final JdbcClient jdbc;

    Trade(int port, Cast cast, Outbox outbox, JdbcClient jdbc, SettableClock clock, Rows rows) {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("truncate outbox.delivery, payments.webhook_event").update();
        this.outbox = outbox;
        this.jdbc = jdbc;
        var owner = cast.member("seller");
        seller = cast.program(Api.at(port), owner);
        buyer = cast.program(Api.at(port), cast.member("buyer"));
        stranger = cast.program(Api.at(port), cast.member("stranger"));
        support = cast.program(Api.at(port), cast.staff("support", "staff:refund"));
        var shop = aShopOf(owner.id().value()).in(rows);
        chair = aListingOf(shop).costing(CHAIR, "EUR").left(10).in(rows);
        table = aListingOf(shop).costing(TABLE, "EUR").left(10).in(rows);
    }

    /** Two chairs and a table. */
    String placed(String card) {
        var lines = List.of(line(chair, 2), line(table, 1));
        var placed = keyed(buyer).post("/api/v2/orders", Map.of("lines", lines, "paymentMethod", card));
        assertThat(placed).hasStatus(201);
        return placed.at("/id");
    }

    String paid(String card) {
        String order = placed(card);
        outbox.deliverDue();
        return order;
    }

    void ship(String order) {
        assertThat(seller.put(of(order) + "/shipment", Map.of("carrier", "UPS", "trackingCode", "1Z 9/?")))
                .hasStatus(204);
    }

    String delivered() {
        String order = paid("pm_card_visa");
        ship(order);
        assertThat(buyer.put(of(order) + "/delivery", "")).hasStatus(204);
        return order;
    }

    Answer refund(String order, Map<String, ?> wish) {
        return keyed(seller).post(of(order) + "/refunds", wish);
    }

    Answer shown(String order) {
        return buyer.get(of(order));
    }

    String state(String order) {
        return shown(order).at("/state");
    }

    int stock(UUID listing) {
        return jdbc.sql("select stock from listings.listing where id = :id")
                .param("id", listing)
                .query(Integer.class)
                .single();
    }

    /** What the provider has sent back for it. */
    static long sentBack(String order) {
        return SimulatedProvider.charges(UUID.fromString(order))
                .path("amountRefunded")
                .asLong();
    }

    long books() {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting")
                .query(Long.class)
                .single();
    }

    static String of(String order) {
        return "/api/v2/orders/" + order;
    }

    static Map<String, Object> line(UUID listing, int quantity) {
        return Map.of("listing", listing.toString(), "quantity", quantity);
    }

    static Api keyed(Api api) {
        return api.with("Idempotency-Key", Chance.id().toString());
    }
}
