package dev.fairground.orders;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What lies in a basket, what changes meanwhile, and what a checkout makes of it. */
@FairgroundTest
class BasketHttpTest {

    private static final String GOOD_CARD = "pm_card_visa";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final Rows rows;
    private Api buyer = Api.at(0);
    private Api stranger = Api.at(0);
    private UUID shop = Chance.id();

    @Autowired
    BasketHttpTest(DataSource database) {
        this.rows = Rows.in(database);
    }

    @BeforeEach
    void openAShop() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        buyer = cast.program(Api.at(port), cast.member("buyer"));
        stranger = cast.program(Api.at(port), cast.member("stranger"));
        shop = anotherShop();
    }

    @Test
    void a_basket_of_several_shops_and_currencies_is_an_order_for_each_and_each_is_paid_once() {
        var chair = aListingOf(shop).costing(1999, "EUR").left(3).in(rows);
        var table = aListingOf(shop).costing(9900, "EUR").left(1).in(rows);
        var stamp = aListingOf(shop).costing(120, "CHF").left(9).in(rows);
        var lamp = aListingOf(anotherShop()).costing(4500, "EUR").left(2).in(rows);
        List.of(chair, table, stamp, lamp).forEach(listing -> put(listing, 1));
        put(chair, 2);

        var key = keyed(buyer);
        var seen = List.of(
                seen(chair, 2, 1999, "EUR"),
                seen(lamp, 1, 4500, "EUR"),
                seen(table, 1, 9900, "EUR"),
                seen(stamp, 1, 120, "CHF"));
        var done = key.post("/api/v2/checkouts", checkout(seen));
        assertThat(done).hasStatus(201);
        assertThat(totals(done)).containsExactly("13898 EUR", "4500 EUR", "120 CHF");
        assertThat(key.post("/api/v2/checkouts", checkout(seen)).text()).isEqualTo(done.text());
        assertThat(basket().at("/lines").isEmpty()).isTrue();
        assertThat(Arrays.asList(stock(chair), stock(table), stock(stamp), stock(lamp)))
                .containsExactly(1, 0, 8, 1);

        outbox.deliverDue();
        done.json().at("/orders").forEach(order -> {
            var charged =
                    SimulatedProvider.charges(UUID.fromString(order.at("/id").asString()));
            assertThat(charged.path("succeeded").asInt()).isOne();
            assertThat(charged.path("amountCaptured").asLong())
                    .isEqualTo(order.at("/total/amountMinor").asLong());
        });
        assertThat(recorded(done)).isEqualTo(3);
    }

    @Test
    void a_basket_outlives_a_price_that_changes_and_its_checkout_waits_for_the_buyers_word() {
        var chair = aListingOf(shop).costing(1999, "EUR").left(3).in(rows);
        var lamp = aListingOf(anotherShop()).costing(4500, "EUR").left(3).in(rows);
        put(lamp, 1);
        put(chair, 1);
        jdbc.sql("update listings.listing set price_minor = 2199 where id = :id")
                .param("id", chair)
                .update();

        var line = basket().at("/lines/1");
        assertThat(line.at("/price/amountMinor").asLong()).isEqualTo(1999);
        assertThat(line.at("/now/amountMinor").asLong()).isEqualTo(2199);
        assertThat(line.at("/troubles").toString()).isEqualTo("[\"price-changed\"]");
        assertThat(buyer.get("/api/v1/basket").json().at("/lines/1/now").toString())
                .isEqualTo("21.99");

        var refused = keyed(buyer)
                .post("/api/v2/checkouts", checkout(List.of(seen(lamp, 1, 4500, "EUR"), seen(chair, 1, 1999, "EUR"))));
        assertThat(refused).refused(409, "price-changed").naming("lines[1].price");
        assertThat(refused.at("/errors/0/now")).isEqualTo("21.99 EUR");
        assertThat(List.of(stock(chair), stock(lamp))).containsExactly(3, 3);
        assertThat(basket().at("/lines")).hasSize(2);

        assertThat(keyed(buyer).post("/api/v2/checkouts", checkout(List.of(seen(chair, 1, 2199, "EUR")))))
                .hasStatus(201);
        assertThat(basket().at("/lines")).hasSize(1);
        assertThat(basket().at("/lines/0/listing").asString()).isEqualTo(lamp.toString());
    }

    @Test
    void what_has_left_the_shelf_stays_in_the_basket_and_says_so() {
        var owner = cast.member("seller");
        var gone = aListingOf(shop).in(rows);
        var sold = aListingOf(shop).left(1).in(rows);
        put(gone, 1);
        put(sold, 2);
        jdbc.sql("update listings.listing set withdrawn_at = published_at, withdrawn_by = :by where id = :id")
                .param("by", owner.id().value())
                .param("id", gone)
                .update();

        assertThat(basket().at("/lines/0/troubles").toString()).isEqualTo("[\"not-on-offer\"]");
        assertThat(basket().at("/lines/0/now").isMissingNode()).isTrue();
        assertThat(basket().at("/lines/1/troubles").toString()).isEqualTo("[\"not-enough-left\"]");
        assertThat(keyed(buyer)
                        .post(
                                "/api/v2/checkouts",
                                checkout(List.of(seen(gone, 1, 1999, "EUR"), seen(sold, 2, 1999, "EUR")))))
                .refused(409, "not-enough-left")
                .naming("lines[0].listing")
                .naming("lines[1].quantity");

        assertThat(buyer.delete("/api/v2/basket/lines/" + gone)).hasStatus(204);
        assertThat(buyer.delete("/api/v2/basket/lines/" + gone)).hasStatus(204);
        assertThat(basket().at("/lines")).hasSize(1);
    }

    @Test
    void a_checkout_is_of_what_the_basket_holds() {
        var chair = aListingOf(shop).left(9).in(rows);
        put(chair, 2);

        var other = keyed(buyer)
                .post(
                        "/api/v2/checkouts",
                        checkout(List.of(
                                seen(chair, 3, 1999, "EUR"),
                                seen(aListingOf(shop).in(rows), 1, 1999, "EUR"))));
        assertThat(other)
                .refused(409, "basket-changed")
                .naming("lines[0].quantity")
                .naming("lines[1].listing");
        assertThat(other.at("/errors/0/now")).isEqualTo("2");
        assertThat(keyed(buyer)
                        .post(
                                "/api/v2/checkouts",
                                checkout(List.of(Map.of("listing", chair.toString(), "quantity", 2)))))
                .refused(400, "invalid-request")
                .naming("lines[0].price");
        assertThat(keyed(buyer)
                        .post(
                                "/api/v1/checkouts",
                                checkout(List.of(Map.of(
                                        "listing",
                                        chair.toString(),
                                        "quantity",
                                        2,
                                        "price",
                                        19.99,
                                        "currency",
                                        "XXX")))))
                .refused(400, "invalid-request")
                .naming("lines[0].currency");
        assertThat(buyer.post("/api/v2/checkouts", checkout(List.of(seen(chair, 2, 1999, "EUR")))))
                .refused(400, "idempotency-key-missing");
        assertThat(stock(chair)).isEqualTo(9);
    }

    @Test
    void a_basket_holds_twenty_things_that_are_on_offer_and_is_nobody_elses() {
        assertThat(buyer.put("/api/v2/basket/lines/" + Chance.id(), Map.of("quantity", 1)))
                .refused(409, "not-on-offer");
        assertThat(buyer.put("/api/v2/basket/lines/" + aListingOf(shop).draft().in(rows), Map.of("quantity", 1)))
                .refused(409, "not-on-offer");
        assertThat(buyer.put("/api/v2/basket/lines/" + aListingOf(shop).in(rows), Map.of("quantity", 101)))
                .refused(400, "invalid-request")
                .naming("quantity");
        var first = aListingOf(shop).in(rows);
        put(first, 1);
        for (int more = 1; more < 20; more++) {
            put(aListingOf(shop).in(rows), 1);
        }
        var last = aListingOf(shop).in(rows);
        assertThat(buyer.put("/api/v1/basket/lines/" + last, Map.of("quantity", 1)))
                .refused(409, "basket-full");
        put(first, 2);
        assertThat(buyer.delete("/api/v1/basket/lines/" + first)).hasStatus(204);
        put(last, 1);
        assertThat(basket().at("/lines")).hasSize(20);

        assertThat(stranger.get("/api/v2/basket").json().at("/lines").isEmpty()).isTrue();
        assertThat(stranger.delete("/api/v2/basket/lines/" + last)).hasStatus(204);
        assertThat(basket().at("/lines")).hasSize(20);
        assertThat(keyed(stranger).post("/api/v2/checkouts", checkout(List.of(seen(last, 1, 1999, "EUR")))))
                .refused(409, "basket-changed");
        assertThat(Api.at(port).get("/api/v2/basket")).refused(401, "not-signed-in");
    }

    private UUID anotherShop() {
        return aShopOf(cast.member("seller").id().value()).in(rows);
    }

    private void put(UUID listing, int quantity) {
        assertThat(buyer.put("/api/v2/basket/lines/" + listing, Map.of("quantity", quantity)))
                .hasStatus(204);
    }

    private JsonNode basket() {
        return buyer.get("/api/v2/basket").json();
    }

    private static Map<String, Object> checkout(List<Map<String, Object>> lines) {
        return Map.of("lines", lines, "paymentMethod", GOOD_CARD);
    }

    private static Map<String, Object> seen(UUID listing, int quantity, long price, String currency) {
        return Map.of(
                "listing",
                listing.toString(),
                "quantity",
                quantity,
                "price",
                Map.of("amountMinor", price, "currency", currency));
    }

    private static List<String> totals(Answer done) {
        return done.json()
                .at("/orders")
                .valueStream()
                .map(order -> order.at("/total/amountMinor").asString() + " "
                        + order.at("/total/currency").asString())
                .toList();
    }

    private long recorded(Answer done) {
        var targets = done.json()
                .at("/orders")
                .valueStream()
                .map(order -> "order/" + order.at("/id").asString())
                .toList();
        return jdbc.sql("select count(*) from audit.entry where target in (:targets) and action = 'order.placed'")
                .param("targets", targets)
                .query(Long.class)
                .single();
    }

    private int stock(UUID listing) {
        return jdbc.sql("select stock from listings.listing where id = :id")
                .param("id", listing)
                .query(Integer.class)
                .single();
    }

    private static Api keyed(Api api) {
        return api.with("Idempotency-Key", Chance.id().toString());
    }
}
