package dev.fairground.shops;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop sees what it has earned and was paid, and says where the money goes. Nobody else does. */
@FairgroundTest
class EarningsHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Jobs jobs;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final Rows rows;
    private Api owner = Api.at(0);
    private Api stranger = Api.at(0);
    private String shop = "";

    @Autowired
    EarningsHttpTest(DataSource database) {
        this.rows = Rows.in(database);
    }

    @BeforeEach
    void open() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("truncate outbox.delivery, payments.webhook_event").update();
        var seller = cast.member("seller");
        owner = cast.program(Api.at(port), seller);
        var other = cast.member("pro-seller");
        aShopOf(other.id().value()).in(rows);
        stranger = cast.program(Api.at(port), other);
        UUID id = aShopOf(seller.id().value()).in(rows);
        shop = id.toString();
        anOrder(cast.member("buyer").id().value(), id)
                .of(aListingOf(id).costing(5000, "EUR").in(rows))
                .completedIn(rows);
        SimulatedProvider.charge(Chance.id(), 100_000); // the provider never saw the order of the fixture
    }

    @Test
    void a_deal_that_is_done_is_paid_out_the_next_night() {
        long earned = owner.get(balance()).json().at("/balances/0/heldMinor").asLong();
        assertThat(earned).isPositive();
        assertThat(owner.get(balance()).json().at("/balances/0/freeMinor").asLong())
                .isZero();

        clock.advance(Duration.ofDays(30)); // the fixture's order was completed meanwhile
        jobs.runNow("release-earnings", "system");
        clock.set(SettableClock.START);
        assertThat(owner.get(balance()).json().at("/balances/0/freeMinor").asLong())
                .isEqualTo(earned);
        assertThat(owner.put(account(), Map.of("destination", "ba_good")).at("/account/destination"))
                .isEqualTo("ba_good");
        jobs.runNow("pay-out-earnings", "system");
        outbox.deliverDue();
        SimulatedProvider.tell(port, false);
        outbox.deliverDue();

        var paid = owner.get(payouts() + "?total=exact");
        assertThat(paid.at("/items/0/state")).isEqualTo("PAID");
        assertThat(paid.json().at("/items/0/amountMinor").asLong()).isEqualTo(earned);
        assertThat(paid.json().at("/total/count").asInt()).isEqualTo(1);
        assertThat(owner.get(balance()).json().at("/balances/0/freeMinor").asLong())
                .isZero();
        jobs.runNow("release-earnings", "system");
        jobs.runNow("pay-out-earnings", "system");
        assertThat(owner.get(payouts()).json().at("/items")).hasSize(1);
    }

    @Test
    void payouts_are_walked_newest_first() {
        assertThat(owner.put(account(), Map.of("destination", "ba_good"))).hasStatus(200);
        for (int i = 1; i <= 3; i++) {
            jdbc.sql("""
                    insert into payments.payout (id, payee_id, amount_minor, currency, destination, state, provider, recorded_at)
                         values (:id, :shop::uuid, :amount, 'EUR', 'ba_good', 'RECORDED', 'stripe', :now)
                    """)
                    .param("id", rows.id(SettableClock.START.plusSeconds(i)))
                    .param("shop", shop)
                    .param("amount", i)
                    .param("now", Rows.at(SettableClock.START))
                    .update();
        }
        var first = owner.get(payouts() + "?limit=2");
        assertThat(first.json().at("/items").findValuesAsString("amountMinor")).containsExactly("3", "2");
        var second = owner.get(payouts() + "?limit=2&cursor=" + first.at("/next"));
        assertThat(second.json().at("/items").findValuesAsString("amountMinor")).containsExactly("1");
    }

    @Test
    void a_stranger_sees_and_changes_nothing_and_an_account_number_is_refused() {
        var nobody = cast.program(Api.at(port), cast.member("buyer"));
        for (var path : new String[] {balance(), payouts()}) {
            assertThat(stranger.get(path)).refused(404, "no-such-shop");
            assertThat(nobody.get(path)).refused(403, "right-missing");
        }
        assertThat(stranger.put(account(), Map.of("destination", "ba_mine"))).refused(404, "no-such-shop");
        assertThat(owner.get(balance()).json().has("account")).isFalse();
        assertThat(owner.put(account(), Map.of("destination", "DE89370400440532013000")))
                .refused(400, "payout-account-malformed");
        assertThat(owner.get(balance()).json().has("account")).isFalse();
    }

    private String balance() {
        return "/api/v2/shops/" + shop + "/balance";
    }

    private String payouts() {
        return "/api/v1/shops/" + shop + "/payouts";
    }

    private String account() {
        return "/api/v2/shops/" + shop + "/payout-account";
    }
}
