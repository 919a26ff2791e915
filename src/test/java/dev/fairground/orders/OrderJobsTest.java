package dev.fairground.orders;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.flags.FlagKey;
import dev.fairground.platform.flags.Flags;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What time does to an order without anybody asking, and what an operator can stop. */
@FairgroundTest
@Proves("err-boundary-level")
class OrderJobsTest {

    private static final String CHAIRS = "01900000-0000-7000-8000-000000000003";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Jobs jobs;

    @Autowired
    Flags flags;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private Api seller = Api.at(0);
    private Api buyer = Api.at(0);
    private String shop = "";

    @BeforeEach
    void openAShop() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        jdbc.sql("delete from jobs.set_aside").update();
        seller = cast.program(Api.at(port), cast.member("seller"));
        buyer = cast.program(Api.at(port), cast.member("buyer"));
        String handle = Chance.name("shop-");
        shop = seller.post("/api/v2/shops", Map.of("handle", handle, "name", "Woodwork"))
                .at("/id");
    }

    @Test
    void an_order_that_nobody_pays_expires_when_its_time_is_over() {
        String order = order(listed()).at("/id");

        jobs.runNow(ExpireUnpaidOrders.NAME, "system");
        assertThat(state(order)).isEqualTo("PLACED");

        clock.advance(Duration.ofMinutes(31));
        jobs.runNow(ExpireUnpaidOrders.NAME, "system");
        assertThat(state(order)).isEqualTo("EXPIRED");
    }

    @Test
    void an_order_that_cannot_expire_is_set_aside_and_the_rest_expire() {
        String full = listed();
        String poisoned = order(full).at("/id");
        String order = order(listed()).at("/id");
        jdbc.sql("update listings.listing set stock = 100000 where id = :id::uuid")
                .param("id", full)
                .update();
        clock.advance(Duration.ofMinutes(31));

        jobs.runNow(ExpireUnpaidOrders.NAME, "system");

        assertThat(state(poisoned)).isEqualTo("PLACED");
        assertThat(state(order)).isEqualTo("EXPIRED");
        // Other tests leave orders that cannot expire either.
        assertThat(setAside()).contains("order/" + poisoned).doesNotContain("order/" + order);
        // The next run finds it again, and so do later tests unless it is mended.
        jdbc.sql("update listings.listing set stock = 0 where id = :id::uuid")
                .param("id", full)
                .update();
        jobs.runNow(ExpireUnpaidOrders.NAME, "system");
        assertThat(setAside()).doesNotContain("order/" + poisoned);
        assertThat(state(poisoned)).isEqualTo("EXPIRED");
    }

    private List<@Nullable String> setAside() {
        return jdbc.sql("select item from jobs.set_aside").query(String.class).list();
    }

    @Test
    void a_delivered_order_is_over_after_fourteen_days_without_complaint() {
        String order = order(listed()).at("/id");
        outbox.deliverDue();
        assertThat(seller.put("/api/v2/orders/" + order + "/shipment", Map.of("carrier", "Post")))
                .hasStatus(204);
        assertThat(buyer.put("/api/v2/orders/" + order + "/delivery", "")).hasStatus(204);

        clock.advance(CompleteDeliveredOrders.COMPLAINTS.minusSeconds(1));
        jobs.runNow(CompleteDeliveredOrders.NAME, "system");
        assertThat(state(order)).isEqualTo("DELIVERED");

        clock.advance(Duration.ofSeconds(1));
        jobs.runNow(CompleteDeliveredOrders.NAME, "system");
        assertThat(state(order)).isEqualTo("COMPLETED");
    }

    @Test
    void while_checkout_is_closed_no_order_is_taken_and_the_others_go_on() {
        String order = order(listed()).at("/id");
        String listing = listed();
        setCheckoutOpen(false);
        try {
            var refused = order(listing);
            assertThat(refused).refused(503, "checkout-closed");
            assertThat(refused.header("Retry-After")).isEqualTo("300");
            outbox.deliverDue();
            assertThat(state(order)).isEqualTo("PAID");
        } finally {
            setCheckoutOpen(true);
        }
        assertThat(order(listing)).hasStatus(201);
    }

    private void setCheckoutOpen(boolean open) {
        flags.set(FlagKey.of("checkout-open"), open, "system");
        clock.advance(Duration.ofSeconds(2));
    }

    private String listed() {
        var draft = Map.of(
                "category",
                CHAIRS,
                "title",
                "A chair of oak",
                "description",
                "Plain and strong.",
                "price",
                Map.of("amountMinor", 1999, "currency", "EUR"),
                "stock",
                1);
        String listing =
                seller.post("/api/v2/shops/" + shop + "/listings", draft).at("/id");
        assertThat(seller.put("/api/v2/listings/" + listing + "/publication", ""))
                .hasStatus(204);
        return listing;
    }

    private Answer order(String listing) {
        return buyer.with("Idempotency-Key", Chance.id().toString())
                .post(
                        "/api/v2/orders",
                        Map.of(
                                "lines",
                                List.of(Map.of("listing", listing, "quantity", 1)),
                                "paymentMethod",
                                "pm_card_visa"));
    }

    private String state(String order) {
        return buyer.get("/api/v2/orders/" + order).at("/state");
    }
}
