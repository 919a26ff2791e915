package dev.fairground.orders;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop sells a thing: over HTTP to SQL and, through the outbox, to the provider and back. */
@FairgroundTest
class BuyingHttpTest {

    private static final String CHAIRS = "01900000-0000-7000-8000-000000000003";
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

    @Autowired
    CloseOrder closeOrder;

    @Autowired
    DueOrders due;

    private Person owner = new Person(dev.fairground.identity.MemberId.next(), "", "");
    private Api seller = Api.at(0);
    private Api buyer = Api.at(0);
    private Api stranger = Api.at(0);
    private String shop = "";

    @BeforeEach
    void openAShop() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        Api anybody = Api.at(port);
        owner = cast.member("seller");
        seller = cast.program(anybody, owner);
        buyer = cast.program(anybody, cast.member("buyer"));
        stranger = cast.program(anybody, cast.member("stranger"));
        shop = seller.post("/api/v2/shops", Map.of("handle", Chance.name("shop-"), "name", "Woodwork"))
                .at("/id");
    }

    @Test
    void a_thing_is_listed_found_bought_paid_shipped_and_received() {
        String listing = listed(1999, 3);
        assertThat(Api.at(port).get("/api/v1/listings?category=" + CHAIRS + "&limit=1"))
                .hasStatus(200);

        var placed = order(listing, 2, GOOD_CARD);
        assertThat(placed).hasStatus(201);
        String order = placed.at("/id");
        assertThat(placed.at("/state")).isEqualTo("PLACED");
        assertThat(placed.json().at("/total/amountMinor").asLong()).isEqualTo(3998);
        assertThat(placed.header("Location")).isEqualTo("/api/v2/orders/" + order);
        assertThat(stock(listing)).isEqualTo(1);

        outbox.deliverDue();
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(SimulatedProvider.charges(UUID.fromString(order))
                        .path("succeeded")
                        .asInt())
                .isEqualTo(1);

        assertThat(seller.put("/api/v2/orders/" + order + "/shipment", Map.of("carrier", "Post", "trackingCode", "A1")))
                .hasStatus(204);
        assertThat(buyer.put("/api/v2/orders/" + order + "/delivery", "")).hasStatus(204);
        assertThat(buyer.put("/api/v2/orders/" + order + "/completion", "")).hasStatus(204);
        var done = buyer.get("/api/v1/orders/" + order);
        assertThat(done.at("/state")).isEqualTo("COMPLETED");
        assertThat(done.at("/total")).isEqualTo("39.98");
        assertThat(done.at("/trackingCode")).isEqualTo("A1");
        assertThat(ledgerSum()).isZero();
    }

    @Test
    void a_declined_card_closes_the_order_with_a_sentence_and_puts_the_thing_back() {
        String listing = listed(1999, 1);
        String order = order(listing, 1, "pm_card_visa_chargeDeclinedInsufficientFunds")
                .at("/id");
        assertThat(stock(listing)).isZero();

        outbox.deliverDue();

        assertThat(state(order)).isEqualTo("CANCELLED");
        assertThat(buyer.get("/api/v2/orders/" + order).at("/closeReason")).isNotEmpty();
        assertThat(stock(listing)).isEqualTo(1);
    }

    @Test
    void a_refund_gives_everything_back_once() {
        String order = order(listed(2500, 1), 1, GOOD_CARD).at("/id");
        outbox.deliverDue();

        var refund = Map.of("reason", "It broke in the workshop.");
        assertThat(keyed(seller).post("/api/v2/orders/" + order + "/refunds", refund))
                .hasStatus(202);
        assertThat(keyed(seller).post("/api/v2/orders/" + order + "/refunds", refund))
                .refused(409, "refunded-already");
        outbox.deliverDue();

        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(SimulatedProvider.charges(UUID.fromString(order))
                        .path("amountRefunded")
                        .asLong())
                .isEqualTo(2500);
        assertThat(ledgerSum()).isZero();
    }

    @Test
    void an_unpaid_order_expires_once_its_time_is_over_and_not_before() {
        String listing = listed(1000, 1);
        var order = OrderId.of(order(listing, 1, GOOD_CARD).at("/id"));

        closeOrder.expire(order);
        assertThat(state(order.toString())).isEqualTo("PLACED");

        clock.advance(Duration.ofMinutes(31));
        assertThat(due.unpaidSince(clock.instant(), 100)).contains(order);
        closeOrder.expire(order);
        closeOrder.expire(order);
        outbox.deliverDue();

        assertThat(state(order.toString())).isEqualTo("EXPIRED");
        assertThat(stock(listing)).isEqualTo(1);
        assertThat(ledgerSum()).isZero();
    }

    @Test
    void a_stranger_sees_neither_the_order_nor_that_it_exists() {
        String order = order(listed(1999, 1), 1, GOOD_CARD).at("/id");
        var foreign = stranger.get("/api/v2/orders/" + order);
        var missing = stranger.get("/api/v2/orders/" + OrderId.next());
        assertThat(foreign).refused(404, "no-such-order");
        assertThat(foreign.text().replace(foreign.at("/traceId"), ""))
                .isEqualTo(missing.text().replace(missing.at("/traceId"), ""));
        assertThat(stranger.put("/api/v2/orders/" + order + "/delivery", "")).refused(404, "no-such-order");
        assertThat(keyed(stranger).put("/api/v2/orders/" + order + "/cancellation", ""))
                .refused(404, "no-such-order");
        assertThat(state(order)).isEqualTo("PLACED");
    }

    @Test
    void what_cannot_be_ordered_is_refused_by_name() {
        String listing = listed(1999, 1);
        assertThat(order(listing, 2, GOOD_CARD)).refused(409, "not-enough-left");
        assertThat(order(Chance.id().toString(), 1, GOOD_CARD)).refused(409, "not-enough-left");
        assertThat(order(listing, 0, GOOD_CARD)).refused(400, "invalid-request").naming("lines[0].quantity");
        assertThat(order(listing, 1, "4242424242424242"))
                .refused(400, "invalid-request")
                .naming("paymentMethod");
        assertThat(keyed(seller).post("/api/v2/orders", basket(listing, 1, GOOD_CARD)))
                .refused(409, "own-shop");
        assertThat(buyer.post("/api/v2/orders", basket(listing, 1, GOOD_CARD))).refused(400, "idempotency-key-missing");
        assertThat(stock(listing)).isEqualTo(1);
    }

    @Test
    void each_line_that_is_not_as_its_buyer_saw_it_is_named_with_what_it_is_now_and_nothing_is_set_aside() {
        String same = listed(500, 9);
        String dearer = listed(1999, 9);
        String scarce = listed(700, 1);
        String gone = listed(800, 1);
        assertThat(seller.delete("/api/v2/listings/" + gone + "/publication")).hasStatus(204);

        var refused = keyed(buyer)
                .post(
                        "/api/v2/orders",
                        ordering(seen(same, 2, 500), seen(dearer, 1, 1899), seen(scarce, 2, 600), seen(gone, 1, 800)));

        assertThat(refused).refused(409, "not-enough-left");
        assertThat(refused.json().at("/errors").valueStream().map(Object::toString))
                .containsExactly(
                        fault("lines[1].price", "price-changed", "It costs 19.99 EUR now.", "19.99 EUR"),
                        fault("lines[2].quantity", "not-enough-left", "There are 1 left.", "1"),
                        fault("lines[2].price", "price-changed", "It costs 7.00 EUR now.", "7.00 EUR"),
                        "{\"field\":\"lines[3].listing\",\"code\":\"not-on-offer\",\"message\":\"It is no longer on offer.\"}");
        assertThat(List.of(stock(same), stock(dearer), stock(scarce))).containsExactly(9, 9, 1);
        assertThat(keyed(buyer).post("/api/v2/orders", ordering(seen(dearer, 1, 1899))))
                .refused(409, "price-changed");
        assertThat(keyed(buyer).post("/api/v2/orders", ordering(seen(dearer, 1, 1999))))
                .hasStatus(201);
        assertThat(keyed(buyer)
                        .post(
                                "/api/v1/orders",
                                ordering(Map.of("listing", dearer, "quantity", 1, "price", 18.99, "currency", "EUR"))))
                .refused(409, "price-changed")
                .naming("lines[0].price");
        assertThat(keyed(buyer)
                        .post("/api/v1/orders", ordering(Map.of("listing", dearer, "quantity", 1, "price", 18.99))))
                .refused(400, "half-a-price");
    }

    /** The watch over repeated statements fails the request that reserves, or writes, line by line. */
    @Test
    void an_order_of_twenty_lines_costs_no_more_statements_than_one_of_one_line() {
        String last = listed(100, 1);
        var lines = Stream.concat(IntStream.range(0, 19).mapToObj(_ -> listed(100, 1)), Stream.of(last))
                .map(listing -> seen(listing, 1, 100))
                .toArray(Map[]::new);
        var placed = keyed(buyer).post("/api/v2/orders", ordering(lines));
        assertThat(placed).hasStatus(201);
        assertThat(keyed(buyer).put("/api/v2/orders/" + placed.at("/id") + "/cancellation", ""))
                .hasStatus(204);
        assertThat(stock(last)).isOne();
    }

    @Test
    void an_order_is_of_one_shop_in_one_currency_with_each_thing_once() {
        String elsewhere = listed(1999, 1);
        openAShop();
        String chair = listed(1999, 1);
        String inPounds = listed(1999, "GBP", 1);

        assertThat(order(chair, elsewhere)).refused(400, "several-shops").naming("lines");
        assertThat(order(chair, inPounds)).refused(400, "several-currencies").naming("lines");
        assertThat(order(chair, chair)).refused(400, "listed-twice").naming("lines");
        assertThat(stock(chair)).isEqualTo(1);
    }

    @Test
    void nothing_is_shipped_that_is_not_paid() {
        String order = order(listed(1999, 1), 1, GOOD_CARD).at("/id");
        assertThat(seller.put("/api/v2/orders/" + order + "/shipment", Map.of("carrier", "Post")))
                .refused(409, "not-in-that-state");
    }

    private String listed(long price, int stock) {
        return listed(price, "EUR", stock);
    }

    private String listed(long price, String currency, int stock) {
        var draft = seller.post(
                "/api/v2/shops/" + shop + "/listings",
                Map.of(
                        "category",
                        CHAIRS,
                        "title",
                        "A chair of oak",
                        "description",
                        "Plain and strong.",
                        "price",
                        Map.of("amountMinor", price, "currency", currency),
                        "stock",
                        stock));
        assertThat(draft).hasStatus(201);
        String listing = draft.at("/id");
        assertThat(buyer.get("/api/v2/listings/" + listing)).refused(404, "no-such-listing");
        assertThat(seller.put("/api/v2/listings/" + listing + "/publication", ""))
                .hasStatus(204);
        return listing;
    }

    private Answer order(String listing, int quantity, String card) {
        return keyed(buyer).post("/api/v2/orders", basket(listing, quantity, card));
    }

    private Answer order(String one, String other) {
        var lines = List.of(Map.of("listing", one, "quantity", 1), Map.of("listing", other, "quantity", 1));
        return keyed(buyer).post("/api/v2/orders", Map.of("lines", lines, "paymentMethod", GOOD_CARD));
    }

    private static Map<String, Object> basket(String listing, int quantity, String card) {
        return Map.of("lines", List.of(Map.of("listing", listing, "quantity", quantity)), "paymentMethod", card);
    }

    private static Map<String, Object> ordering(Map<?, ?>... lines) {
        return Map.of("lines", List.of(lines), "paymentMethod", GOOD_CARD);
    }

    private static Map<String, Object> seen(String listing, int quantity, long price) {
        return Map.of(
                "listing", listing, "quantity", quantity, "price", Map.of("amountMinor", price, "currency", "EUR"));
    }

    private static String fault(String field, String code, String message, String now) {
        return "{\"field\":\"" + field + "\",\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"now\":\"" + now
                + "\"}";
    }

    private static Api keyed(Api api) {
        return api.with("Idempotency-Key", Chance.id().toString());
    }

    private String state(String order) {
        return buyer.get("/api/v2/orders/" + order).at("/state");
    }

    private int stock(String listing) {
        return jdbc.sql("select stock from listings.listing where id = :id::uuid")
                .param("id", listing)
                .query(Integer.class)
                .single();
    }

    private long ledgerSum() {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting")
                .query(Long.class)
                .single();
    }
}
