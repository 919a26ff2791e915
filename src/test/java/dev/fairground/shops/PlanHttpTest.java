package dev.fairground.shops;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop takes the paid plan, pays for it month by month or does not, and goes back. */
@FairgroundTest
class PlanHttpTest {

    private static final String GOOD = "pm_card_visa";
    private static final String BAD = "pm_card_chargeDeclinedInsufficientFunds";

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
    private Person owner = new Person(MemberId.next(), "", "");
    private Person manager = owner;
    private Person packer = owner;
    private UUID shop = Chance.id();

    PlanHttpTest(@Autowired DataSource database) {
        rows = Rows.in(database);
    }

    @BeforeEach
    void openAShop() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from shops.subscription; delete from shops.plan_fee; delete from outbox.delivery")
                .update();
        owner = cast.member("seller");
        manager = cast.member("manager");
        packer = cast.member("packer");
        shop = aShopOf(owner.id().value()).with(manager.id().value(), "MANAGER").in(rows);
    }

    @Test
    void everybody_sees_what_each_plan_allows_and_costs() {
        var plans = Api.at(port).get("/api/v2/plans");

        assertThat(plans).hasStatus(200);
        assertThat(plans.at("/0/plan")).isEqualTo("FREE");
        assertThat(plans.json().at("/0/monthly/amountMinor").asLong()).isZero();
        assertThat(plans.at("/1/plan")).isEqualTo("PRO");
        assertThat(plans.json().at("/1/liveListings").asInt()).isEqualTo(50_000);
        assertThat(plans.json().at("/1/monthly/amountMinor").asLong()).isEqualTo(2900);
    }

    @Test
    void a_manager_takes_the_plan_and_has_it_once_it_is_paid() {
        var asked = upgrade(manager, GOOD);

        assertThat(asked).hasStatus(202);
        assertThat(asked.at("/plan")).isEqualTo("FREE");
        assertThat(asked.at("/lastFee/state")).isEqualTo("UNDER_WAY");
        assertThat(upgrade(owner, GOOD)).refused(409, "plan-fee-under-way");

        outbox.deliverDue();

        var now = plan();
        assertThat(now.at("/plan")).isEqualTo("PRO");
        assertThat(now.json().at("/staffSeats").asInt()).isEqualTo(15);
        assertThat(Instant.parse(now.at("/paying/paidUntil"))).isBetween(after(28), after(31));
        assertThat(upgrade(owner, GOOD)).refused(409, "plan-held-already");
        assertThat(told(owner)).contains("plan-changed", "plan-paid");
        assertThat(audited()).containsSubsequence("shop.plan-asked", "shop.plan-paid", "shop.plan-changed");
    }

    /** It is owed to nobody, and the books still sum to zero. */
    @Test
    void the_fee_is_the_markets() {
        paidFor();

        assertThat(jdbc.sql("""
                  select account || ' ' || posting.amount_minor
                    from payments.posting
                    join payments.ledger_entry on ledger_entry.id = entry_id
                    join payments.intent on intent.id = intent_id
                   where reference in (select id from shops.plan_fee where shop_id = :shop)
                order by 1
                """).param("shop", shop).query(String.class).list())
                .containsExactly("platform:fees -2900", "provider:cash 2900");
    }

    @Test
    void asked_again_with_the_same_key_it_is_asked_once_and_of_six_at_once_one_is_charged() throws Exception {
        var keyed = api(owner).with("Idempotency-Key", Chance.id().toString());
        assertThat(keyed.post(subscription(), Map.of("paymentMethod", BAD))).hasStatus(202);
        assertThat(keyed.post(subscription(), Map.of("paymentMethod", BAD))).hasStatus(202);
        outbox.deliverDue();
        assertThat(fees()).isOne();

        var together = new CyclicBarrier(6);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = Stream.<Callable<Integer>>generate(() -> () -> {
                        together.await();
                        return upgrade(manager, GOOD).status();
                    })
                    .limit(6)
                    .toList();
            int taken = 0;
            for (var attempt : threads.invokeAll(attempts)) if (attempt.get() == 202) taken++;
            assertThat(taken).isOne();
        }
        outbox.deliverDue();
        assertThat(fees()).isEqualTo(2);
    }

    @Test
    void a_declined_card_leaves_the_plan_as_it_was_and_says_why() {
        upgrade(owner, BAD);
        outbox.deliverDue();

        assertThat(plan().at("/plan")).isEqualTo("FREE");
        assertThat(plan().at("/lastFee/state")).isEqualTo("FAILED");
        assertThat(plan().at("/lastFee/trouble")).isNotEmpty();
        assertThat(told(owner)).contains("plan-fee-failed");
        assertThat(upgrade(owner, GOOD)).hasStatus(202);
    }

    @Test
    void a_paid_plan_is_renewed_from_month_to_month_with_one_charge_each() {
        paidFor();
        var until = paidUntil();

        clock.set(until.minusSeconds(1));
        renewals();
        assertThat(fees()).isOne();

        clock.set(until);
        renewals();
        renewals();
        assertThat(fees()).isEqualTo(2);
        assertThat(paidUntil()).isBetween(until.plus(Duration.ofDays(28)), until.plus(Duration.ofDays(31)));
        assertThat(plan().at("/plan")).isEqualTo("PRO");
    }

    @Test
    void a_renewal_that_fails_is_told_and_tried_again_and_another_card_saves_the_plan() {
        paidFor();
        renewWith(BAD);
        clock.set(paidUntil());
        renewals();

        assertThat(plan().at("/plan")).isEqualTo("PRO");
        assertThat(Instant.parse(plan().at("/paying/graceUntil")))
                .isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        assertThat(told(manager)).contains("plan-fee-failed");
        assertThat(fees()).isEqualTo(2);

        clock.advance(Duration.ofDays(1));
        renewals();
        assertThat(fees()).isEqualTo(2); // not a try with every run

        renewWith(GOOD);
        renewals();
        assertThat(fees()).isEqualTo(3);
        assertThat(plan().json().at("/paying/graceUntil").isMissingNode()).isTrue();
    }

    @Test
    void nobody_pays_for_a_week_and_the_shop_is_back_on_the_free_plan() {
        paidFor();
        var second = join("second");
        var third = join("third");
        renewWith(BAD);
        clock.set(paidUntil());
        for (int day = 0; day < 7; day++) {
            renewals();
            assertThat(plan().at("/plan")).isEqualTo("PRO");
            clock.advance(Duration.ofDays(1));
        }
        renewals();

        assertThat(plan().at("/plan")).isEqualTo("FREE");
        assertThat(plan().json().at("/paying").isMissingNode()).isTrue();
        assertThat(fees()).isEqualTo(5);
        assertThat(jdbc.sql("select count(*) from payments.posting where account = :payee")
                        .param("payee", "payee:" + shop)
                        .query(Integer.class)
                        .single())
                .isZero();

        // One seat: it is the manager's, who joined first. The others are in the team and can do nothing.
        assertThat(plan().json().at("/seated").asInt()).isOne();
        assertThat(plan().json().at("/suspended").asInt()).isEqualTo(2);
        assertThat(api(second).get(orders())).refused(403, "right-missing");
        assertThat(api(second).get("/api/v2/shops").json().at("/0/suspended").asBoolean())
                .isTrue();
        assertThat(told(second)).contains("seat-lost");
        assertThat(api(manager).get(orders())).hasStatus(200);

        assertThat(seat(third, manager)).hasStatus(204);
        assertThat(api(third).get(orders())).hasStatus(200);
        assertThat(api(manager).get(orders())).refused(403, "right-missing");
        assertThat(seat(second, owner)).refused(409, "no-seat-to-give-up");
        assertThat(api(owner).put(team(second) + "/seat", Map.of())).refused(409, "plan-seats-used-up");

        upgrade(owner, GOOD);
        outbox.deliverDue();
        assertThat(plan().json().at("/seated").asInt()).isEqualTo(3);
        assertThat(api(second).get(orders())).hasStatus(200);
        assertThat(told(second)).contains("seat-regained");
    }

    @Test
    void a_shop_that_ends_its_plan_keeps_it_as_long_as_it_is_paid() {
        paidFor();
        var renewal = subscription() + "/renewal";
        var until = paidUntil();

        assertThat(api(owner).delete(renewal).json().at("/paying/renews").asBoolean())
                .isFalse();
        assertThat(api(owner).delete(renewal)).hasStatus(200);
        outbox.deliverDue();
        assertThat(told(manager)).contains("plan-ending").doesNotHaveDuplicates();

        clock.set(until.minusSeconds(1));
        renewals();
        assertThat(plan().at("/plan")).isEqualTo("PRO");
        clock.set(until);
        renewals();
        assertThat(plan().at("/plan")).isEqualTo("FREE");
        assertThat(fees()).isOne();
        assertThat(api(owner).delete(renewal)).refused(409, "not-subscribed");
    }

    /** The shop is on the free plan before the provider has been asked; nobody pays for what they do not get. */
    @Test
    void a_fee_that_is_under_way_when_the_plan_ends_is_not_taken() {
        paidFor();
        var until = paidUntil();
        clock.set(until);
        jobs.runNow(RenewPlans.NAME, "system"); // the fee is asked for, and nothing is delivered
        assertThat(api(owner).delete(subscription() + "/renewal")).hasStatus(200);
        jobs.runNow(RenewPlans.NAME, "system");
        outbox.deliverDue();

        assertThat(plan().at("/plan")).isEqualTo("FREE");
        assertThat(jdbc.sql("""
                select coalesce(sum(amount_minor - refunded_minor), 0)
                  from payments.intent
                 where payee_id = :shop and state = 'CAPTURED'
                """).param("shop", shop).query(Long.class).single()).isEqualTo(2900);
    }

    @Test
    void a_seat_more_than_the_plan_has_is_not_to_be_had() {
        var invitation = Map.of("handle", packer.handle(), "role", "PACKER");

        assertThat(api(owner).post("/api/v2/shops/" + shop + "/invitations", invitation))
                .refused(409, "plan-seats-used-up");
    }

    @Test
    void a_plan_is_the_managers_business_and_nobody_elses() {
        var stranger = cast.member("stranger");
        var rival = cast.member("rival");
        aShopOf(rival.id().value()).with(packer.id().value(), "PACKER").in(rows);
        var card = Map.of("paymentMethod", GOOD);

        for (var none : List.of(stranger, packer)) {
            assertThat(api(none).get(planPath())).refused(403, "right-missing");
            assertThat(api(none).delete(subscription() + "/renewal")).refused(403, "right-missing");
        }
        assertThat(api(rival).get(planPath())).refused(404, "no-such-shop");
        assertThat(upgrade(rival, GOOD)).refused(404, "no-such-shop");
        assertThat(api(rival).put(subscription() + "/renewal", card)).refused(404, "no-such-shop");
        assertThat(api(owner).put(subscription() + "/renewal", card)).refused(409, "not-subscribed");
        assertThat(api(owner).post(subscription(), card)).hasStatus(400); // it costs money, so it takes a key
        assertThat(upgrade(owner, "no card")).hasStatus(400);
        assertThat(fees()).isZero();
    }

    private void paidFor() {
        assertThat(upgrade(owner, GOOD)).hasStatus(202);
        outbox.deliverDue();
    }

    private Api.Answer upgrade(Person who, String card) {
        return api(who).with("Idempotency-Key", Chance.id().toString())
                .post(subscription(), Map.of("paymentMethod", card));
    }

    private void renewWith(String card) {
        assertThat(api(owner).put(subscription() + "/renewal", Map.of("paymentMethod", card)))
                .hasStatus(200);
    }

    private void renewals() {
        jobs.runNow(RenewPlans.NAME, "system");
        outbox.deliverDue();
    }

    private Person join(String role) {
        var person = cast.member(role);
        clock.advance(Duration.ofMinutes(1));
        var invitation = api(owner)
                .post("/api/v2/shops/" + shop + "/invitations", Map.of("handle", person.handle(), "role", "PACKER"))
                .at("/id");
        assertThat(api(person).put("/api/v2/invitations/" + invitation + "/acceptance", ""))
                .hasStatus(200);
        return person;
    }

    private Api.Answer seat(Person who, Person instead) {
        return api(owner)
                .put(team(who) + "/seat", Map.of("instead", instead.id().toString()));
    }

    private Api.Answer plan() {
        var answer = api(owner).get(planPath());
        assertThat(answer).hasStatus(200);
        return answer;
    }

    private Instant paidUntil() {
        return Instant.parse(plan().at("/paying/paidUntil"));
    }

    private static Instant after(int days) {
        return SettableClock.START.plus(Duration.ofDays(days));
    }

    private int fees() {
        return jdbc.sql("select count(*) from shops.plan_fee where shop_id = :shop")
                .param("shop", shop)
                .query(Integer.class)
                .single();
    }

    private List<String> told(Person who) {
        return jdbc.sql("select kind from notifications.notification where member_id = :member")
                .param("member", who.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> audited() {
        return jdbc.sql("select action from audit.entry where target = :shop order by id")
                .param("shop", "shop/" + shop)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Api api(Person person) {
        return cast.program(Api.at(port), person);
    }

    private String planPath() {
        return "/api/v2/shops/" + shop + "/plan";
    }

    private String subscription() {
        return "/api/v2/shops/" + shop + "/subscription";
    }

    private String orders() {
        return "/api/v2/shops/" + shop + "/orders";
    }

    private String team(Person who) {
        return "/api/v2/shops/" + shop + "/team/" + who.id();
    }
}
