package dev.fairground.orders;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.money.Money;
import dev.fairground.payments.Payments;
import dev.fairground.payments.RefundCompleted;
import dev.fairground.payments.RefundFailed;
import dev.fairground.payments.RefundId;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Staff give money back over a shop's head, and money that was sent back comes back once more. */
@FairgroundTest
class RefundHttpTest {

    private static final String CHAIRS = "01900000-0000-7000-8000-000000000003";
    private static final String GOOD_CARD = "pm_card_visa";
    private static final Map<String, String> WHY = Map.of("reason", "The shop does not answer.");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    Payments payments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    private Api anybody = Api.at(0);
    private Person owner = new Person(dev.fairground.identity.MemberId.next(), "", "");
    private Api seller = anybody;
    private Api buyer = anybody;
    private Api support = anybody;
    private String listing = "";

    @BeforeEach
    void openAShop() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("truncate outbox.delivery, payments.webhook_event").update();
        anybody = Api.at(port);
        owner = cast.member("seller");
        seller = cast.program(anybody, owner);
        buyer = cast.program(anybody, cast.member("buyer"));
        support = cast.program(anybody, cast.staff("support", "staff:refund", "staff:support-read"));
        String handle = Chance.name("shop-");
        String shop = seller.post("/api/v2/shops", Map.of("handle", handle, "name", "Woodwork"))
                .at("/id");
        var draft = Map.of(
                "category",
                CHAIRS,
                "title",
                "A chair of oak",
                "description",
                "Plain and strong.",
                "price",
                Map.of("amountMinor", 2500, "currency", "EUR"),
                "stock",
                1);
        listing = seller.post("/api/v2/shops/" + shop + "/listings", draft).at("/id");
        seller.put("/api/v2/listings/" + listing + "/publication", "");
    }

    @Test
    void support_refunds_an_order_with_a_reason_that_stays_on_record() {
        String order = paid(GOOD_CARD);

        assertThat(keyed(support).post(byStaff(order), WHY)).hasStatus(202);
        assertThat(keyed(support).post(byStaff(order), WHY)).refused(409, "refunded-already");
        outbox.deliverDue();

        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(stock()).isOne();
        assertThat(trail(order)).contains("order.refund-requested The shop does not answer.");
        assertThat(ledger()).isZero();
    }

    @Test
    void a_refund_sent_twice_under_one_key_is_made_once_and_without_key_or_reason_not_at_all() {
        String order = paid(GOOD_CARD);

        assertThat(support.post(byStaff(order), WHY)).refused(400, "idempotency-key-missing");
        assertThat(keyed(support).post(byStaff(order), Map.of("reason", " ")))
                .refused(400, "invalid-request")
                .naming("reason");
        assertThat(keyed(support).post(byStaff(order), Map.of("reason", "x".repeat(201))))
                .refused(400, "invalid-request")
                .naming("reason");
        assertThat(state(order)).isEqualTo("PAID");

        Api once = keyed(support);
        assertThat(once.post(byStaff(order), Map.of("reason", "x".repeat(200)))).hasStatus(202);
        assertThat(once.post(byStaff(order), Map.of("reason", "x".repeat(200)))).hasStatus(202);
        outbox.deliverDue();
        assertThat(SimulatedProvider.charges(UUID.fromString(order))
                        .path("amountRefunded")
                        .asLong())
                .isEqualTo(2500);
    }

    @Test
    void nobody_else_refunds_over_a_shops_head_nor_staff_in_their_own_deal() {
        String order = paid(GOOD_CARD);
        Api reader = cast.program(anybody, cast.staff("support", "staff:support-read"));

        assertThat(keyed(anybody).post(byStaff(order), WHY)).refused(401, "not-signed-in");
        for (Api other : List.of(buyer, seller, reader, cast.program(anybody, cast.member("stranger")))) {
            assertThat(keyed(other).post(byStaff(order), WHY)).refused(403, "right-missing");
        }
        assertThat(keyed(support).post(byStaff(OrderId.next().toString()), WHY)).refused(404, "no-such-order");

        aRow("access.capability_grant")
                .with("member", cast.withSecondFactor(owner).id().value())
                .with("granted_at", clock.instant())
                .with("expires_at", clock.instant().plus(Duration.ofDays(9)))
                .in(Rows.in(jdbc));
        assertThat(keyed(seller).post(byStaff(order), WHY)).refused(403, "own-order");
        assertThat(state(order)).isEqualTo("PAID");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_refund_that_the_bank_sends_back_is_taken_back_whatever_order_the_events_come_in(boolean newestFirst) {
        String order = paid("pm_card_refundFail");
        assertThat(keyed(support).post(byStaff(order), WHY)).hasStatus(202);
        outbox.deliverDue();
        assertThat(state(order)).isEqualTo("REFUNDED");

        SimulatedProvider.tell(port, newestFirst);
        outbox.deliverDue();
        SimulatedProvider.tell(port, newestFirst);
        outbox.deliverDue();

        var shown = buyer.get("/api/v2/orders/" + order);
        assertThat(shown.at("/state")).isEqualTo("PAID");
        assertThat(shown.at("/refundFailedAt")).isNotEmpty();
        assertThat(shown.json().has("refundedAt")).isFalse();
        assertThat(stock()).isOne();
        assertThat(booked(order)).isEqualTo(2500);
        assertThat(ledger()).isZero();
        assertThat(support.get("/api/v2/failed-refunds?limit=100")
                        .json()
                        .path("items")
                        .findValuesAsString("reference"))
                .contains(order);
        assertThat(seller.get("/api/v2/failed-refunds")).refused(403, "right-missing");
    }

    @Test
    void what_came_back_is_not_shipped_but_refunded_anew_and_its_thing_is_not_counted_twice() {
        String order = paid("pm_card_refundFail");
        keyed(support).post(byStaff(order), WHY);
        outbox.deliverDue();
        SimulatedProvider.tell(port, false);
        outbox.deliverDue();

        assertThat(seller.put("/api/v2/orders/" + order + "/shipment", Map.of("carrier", "Post")))
                .refused(409, "not-in-that-state");
        assertThat(keyed(seller).post("/api/v2/orders/" + order + "/refunds", WHY))
                .hasStatus(202);
        outbox.deliverDue();
        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(stock()).isOne();
    }

    /** Two listeners hear of a refund, and nothing keeps one from being much later than the other. */
    @Test
    void facts_about_a_refund_may_be_heard_in_any_order_and_of_an_older_one_at_any_time() {
        String order = paid(GOOD_CARD);
        var reference = UUID.fromString(order);
        keyed(support).post(byStaff(order), WHY);
        outbox.deliverDue();
        var refund = new RefundId(jdbc.sql("select refund_id from orders.placed_order where id = :id")
                .param("id", reference)
                .query(UUID.class)
                .single());

        hear(new RefundFailed(RefundId.next(), reference, eur(2500)));
        assertThat(state(order)).isEqualTo("REFUNDED");

        hear(new RefundFailed(refund, reference, eur(2500)));
        hear(new RefundCompleted(refund, reference, eur(2500), true));
        hear(new RefundFailed(refund, reference, eur(2500)));
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(trail(order)).containsOnlyOnce("order.refund-failed");
    }

    /** As the compensation of a bad release does, which knows of charges and of no orders. */
    @Test
    void an_order_follows_a_refund_that_others_asked_for() {
        String order = paid(GOOD_CARD);

        givenBackByOthers(order, 1000);
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(keyed(seller)
                        .post("/api/v2/orders/" + order + "/refunds", Map.of("reason", "All", "amountMinor", 1501)))
                .refused(409, "refund-beyond-paid");
        givenBackByOthers(order, 1500);

        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(stock()).isOne();
        assertThat(trail(order))
                .filteredOn("order.refund-followed Given back by the market"::equals)
                .hasSize(2);
        assertThat(seller.put("/api/v2/orders/" + order + "/shipment", Map.of("carrier", "Post")))
                .refused(409, "not-in-that-state");
        assertThat(ledger()).isZero();
    }

    @Test
    void of_a_refund_that_others_asked_for_and_the_bank_sent_back_an_order_may_hear_in_any_order() {
        String order = paid(GOOD_CARD);
        var reference = UUID.fromString(order);
        var refund = RefundId.next();

        hear(new RefundFailed(refund, reference, eur(2500)));
        hear(new RefundCompleted(refund, reference, eur(2500), true));

        assertThat(state(order)).isEqualTo("PAID");
        assertThat(buyer.get("/api/v2/orders/" + order).at("/refundFailedAt")).isNotEmpty();
        assertThat(stock()).isOne();
    }

    @Test
    void a_dispute_is_recorded_once_follows_the_provider_and_is_for_staff_to_see() {
        String order = paid(GOOD_CARD);
        String dispute = SimulatedProvider.disputed(
                jdbc.sql("select provider_ref from payments.intent where reference = :id::uuid")
                        .param("id", order)
                        .query(String.class)
                        .single());
        SimulatedProvider.tell(port, false);
        outbox.deliverDue();
        assertThat(disputes("/api/v1/disputes", order)).containsExactly("NEEDS_RESPONSE 2500");
        assertThat(buyer.get("/api/v1/orders/" + order).at("/dispute")).isEqualTo("OPEN");

        SimulatedProvider.conceded(dispute);
        SimulatedProvider.tell(port, false);
        outbox.deliverDue();
        assertThat(disputes("/api/v2/disputes", order))
                .singleElement()
                .asString()
                .startsWith("LOST");
        assertThat(buyer.get("/api/v2/orders/" + order).at("/dispute")).isEqualTo("LOST");
        assertThat(trail(order)).filteredOn("order.disputed"::equals).hasSize(2);
        assertThat(keyed(seller).post("/api/v2/orders/" + order + "/refunds", Map.of("reason", "Sorry.")))
                .refused(409, "payment-disputed");
        assertThat(jdbc.sql("select distinct state from payments.webhook_event where kind like 'charge.dispute.%'")
                        .query(String.class)
                        .list())
                .containsExactly("PROCESSED");
        assertThat(buyer.get("/api/v2/disputes")).refused(403, "right-missing");
        assertThat(anybody.get("/api/v2/disputes")).refused(401, "not-signed-in");
    }

    private String paid(String card) {
        var basket = Map.of("lines", List.of(Map.of("listing", listing, "quantity", 1)), "paymentMethod", card);
        Answer placed = keyed(buyer).post("/api/v2/orders", basket);
        assertThat(placed).hasStatus(201);
        outbox.deliverDue();
        return placed.at("/id");
    }

    private void givenBackByOthers(String order, long cents) {
        transaction.executeWithoutResult(
                _ -> payments.refund(UUID.fromString(order), eur(cents), "A bad release charged it"));
        outbox.deliverDue();
    }

    private void hear(Object fact) {
        transaction.executeWithoutResult(_ -> events.publishEvent(fact));
        outbox.deliverDue();
    }

    private static String byStaff(String order) {
        return "/api/v2/orders/" + order + "/staff-refunds";
    }

    private static Api keyed(Api api) {
        return api.with("Idempotency-Key", Chance.id().toString());
    }

    private String state(String order) {
        return buyer.get("/api/v2/orders/" + order).at("/state");
    }

    private int stock() {
        return jdbc.sql("select stock from listings.listing where id = :id::uuid")
                .param("id", listing)
                .query(Integer.class)
                .single();
    }

    private List<String> trail(String order) {
        return jdbc.sql("""
                  select trim(action || ' ' || coalesce(after ->> 'reason', '')) as entry
                    from audit.entry
                   where target = :target
                order by id
                """)
                .param("target", "order/" + order)
                .query((row, _) -> row.getString("entry"))
                .list();
    }

    /** What the provider holds for this order according to our books. */
    private long booked(String order) {
        return jdbc.sql("""
                select sum(posting.amount_minor)
                  from payments.posting
                  join payments.ledger_entry on ledger_entry.id = entry_id
                  join payments.intent on intent.id = intent_id
                 where reference = :order::uuid
                   and account = 'provider:cash'
                """).param("order", order).query(Long.class).single();
    }

    private long ledger() {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting")
                .query(Long.class)
                .single();
    }

    /** State and amount of those about this order, whatever others there are. */
    private List<String> disputes(String path, String order) {
        return support.get(path + "?limit=100")
                .json()
                .path("items")
                .valueStream()
                .filter(dispute -> dispute.path("reference").asString().equals(order))
                .map(dispute -> dispute.path("status").asString() + " "
                        + dispute.path("amountMinor").asLong())
                .toList();
    }

    private static Money eur(long cents) {
        return Money.of(cents, "EUR");
    }
}
