package dev.fairground.payments;

import static dev.fairground.payments.Till.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.payments.PayoutOutcome.Failed;
import dev.fairground.payments.PayoutOutcome.OnItsWay;
import dev.fairground.payments.PayoutOutcome.Paid;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What a payee has earned reaches them once, whatever is lost, comes twice or comes early, and comes back to them where a bank refuses it. */
@FairgroundTest
@Proves("fx-intent-log")
class PayoutTest {

    private static final long EARNED = Till.PRICE - Till.FEE;

    @LocalServerPort
    int port;

    @Autowired
    Payments payments;

    @Autowired
    PayOut payOut;

    @Autowired
    SettlePayout settle;

    @Autowired
    PayoutStore payouts;

    @Autowired
    Jobs jobs;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final Till till;

    @Autowired
    PayoutTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
        till.payOutTo("ba_good");
    }

    @Test
    void what_is_earned_is_theirs_when_the_deal_is_done_and_not_before() {
        var reference = till.captured();
        payOut();
        assertThat(balance()).isEqualTo(new Payments.Balance("EUR", EARNED, 0, 0));
        assertThat(payouts()).isEmpty();

        till.release(reference);
        till.release(reference);
        assertThat(balance()).isEqualTo(new Payments.Balance("EUR", 0, EARNED, 0));
        SimulatedProvider.dial("{\"payoutsHeld\": true}");
        payOut();
        assertThat(balance()).isEqualTo(new Payments.Balance("EUR", 0, 0, EARNED));
        till.deliver();
        assertThat(payouts()).extracting(Payments.PayoutItem::state).containsExactly(Payments.PayoutState.IN_TRANSIT);
        assertThat(till.balance("provider:in-transit")).isEqualTo(EARNED);

        SimulatedProvider.dial("{\"payoutsHeld\": false}");
        tell();
        assertThat(payouts()).extracting(Payments.PayoutItem::state).containsExactly(Payments.PayoutState.PAID);
        assertThat(balance()).isEqualTo(new Payments.Balance("EUR", 0, 0, 0));
        assertThat(till.balance("provider:in-transit")).isZero();
        assertThat(till.balance("provider:cash"))
                .isEqualTo(Till.heldByProvider())
                .isEqualTo(Till.FEE);
        assertThat(sum()).isZero();
    }

    @Test
    void refunds_lessen_it_even_while_they_are_on_their_way() {
        var reference = till.earned();
        till.refund(reference, 1000);
        payOut();

        assertThat(payouts()).extracting(Payments.PayoutItem::amountMinor).containsExactly(EARNED - 950);
        till.deliver();
        tell();
        assertThat(till.owed()).containsExactly(eur(0));
        assertThat(till.balance("provider:cash")).isEqualTo(Till.heldByProvider());
    }

    /** A refund after the money has gone: the payee owes it, and the next earnings pay for it first. */
    @Test
    void what_is_owed_is_taken_from_the_next_earnings() {
        var reference = till.earned();
        payOut();
        till.refund(reference, 2500);
        till.deliver();
        assertThat(balance().freeMinor()).isEqualTo(-EARNED);
        payOut();
        assertThat(payouts()).hasSize(1);

        till.earned();
        till.earned();
        payOut();
        assertThat(payouts()).extracting(Payments.PayoutItem::amountMinor).containsExactly(EARNED, EARNED);
    }

    @Test
    void too_little_waits_and_nothing_goes_where_no_account_was_named() {
        till.release(till.request(eur(1000), eur(1), Till.GOOD_CARD)); // not captured: nothing becomes theirs
        till.deliver();
        till.release(capturedFor(1000, 1));
        payOut();
        assertThat(payouts()).isEmpty();

        till.release(capturedFor(100, 1));
        jdbc.sql("delete from payments.payout_account").update();
        payOut();
        assertThat(payouts()).isEmpty();
        till.payOutTo("btok_us_verified");
        payOut();
        assertThat(payouts()).extracting(Payments.PayoutItem::amountMinor).containsExactly(1098L);
    }

    @Test
    void twenty_runs_at_once_pay_out_what_there_is_and_no_more() throws Exception {
        till.earned();
        var runs = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) runs.add(threads.submit(() -> payOut.pay(till.payee)));
        }

        assertThat(runs).allSatisfy(run -> assertThat(run).succeedsWithin(Duration.ZERO));
        till.deliver();
        assertThat(payouts()).extracting(Payments.PayoutItem::amountMinor).containsExactly(EARNED);
        assertThat(SimulatedProvider.journal().path("payouts").asInt()).isEqualTo(1);
    }

    @Test
    void an_answer_that_is_lost_is_found_out_without_paying_again() {
        till.earned();
        payOut();
        SimulatedProvider.dial("{\"answerLost\": 1}");
        assertThat(till.deliver()).isEqualTo(new Outbox.Counts(0, 1));
        assertThat(balance().inTransitMinor()).isEqualTo(EARNED);

        assertThat(till.deliverAgain().failed()).isZero();
        assertThat(payouts()).extracting(Payments.PayoutItem::state).containsExactly(Payments.PayoutState.PAID);
        assertThat(SimulatedProvider.journal().path("payouts").asInt()).isEqualTo(1);
    }

    @Test
    void what_was_left_open_is_brought_to_its_end_by_asking_the_provider() {
        till.earned();
        payOut();
        SimulatedProvider.dial("{\"answerLost\": 1, \"payoutsHeld\": true}");
        till.deliver();
        jdbc.sql("truncate outbox.delivery").update();
        assertThat(jobs.runNow(ReconcilePayouts.NAME, "system")).isEqualTo(JobReport.NOTHING);

        clock.advance(Duration.ofMinutes(11));
        assertThat(jobs.runNow(ReconcilePayouts.NAME, "system")).isEqualTo(new JobReport(1, 0));
        assertThat(payouts()).extracting(Payments.PayoutItem::state).containsExactly(Payments.PayoutState.IN_TRANSIT);
        clock.advance(Duration.ofHours(2));
        assertThat(jobs.runNow(ReconcilePayouts.NAME, "system")).isEqualTo(JobReport.NOTHING);
        SimulatedProvider.dial("{\"payoutsHeld\": false}");
        clock.advance(Duration.ofDays(1));
        assertThat(jobs.runNow(ReconcilePayouts.NAME, "system")).isEqualTo(new JobReport(1, 0));
        assertThat(payouts()).extracting(Payments.PayoutItem::state).containsExactly(Payments.PayoutState.PAID);
        assertThat(SimulatedProvider.journal().path("payouts").asInt()).isEqualTo(1);
    }

    @Test
    void a_closed_account_gives_the_money_back_and_is_not_tried_again_until_another_is_named() {
        till.payOutTo("btok_us_accountClosed");
        till.earned();
        payOut();
        till.deliver();
        tell();

        assertThat(payouts())
                .extracting(Payments.PayoutItem::trouble)
                .containsExactly(PayoutFailure.ACCOUNT_CLOSED.sentence());
        assertThat(balance()).isEqualTo(new Payments.Balance("EUR", 0, EARNED, 0));
        assertThat(refusedAt()).isNotNull();
        assertThat(till.balance("provider:cash")).isEqualTo(Till.heldByProvider());
        payOut();
        assertThat(payouts()).hasSize(1);

        till.payOutTo("ba_good");
        payOut();
        till.deliver();
        tell();
        assertThat(payouts())
                .extracting(Payments.PayoutItem::state)
                .containsExactly(Payments.PayoutState.PAID, Payments.PayoutState.FAILED);
        assertThat(balance()).isEqualTo(new Payments.Balance("EUR", 0, 0, 0));
    }

    @Test
    void a_provider_that_has_not_got_the_money_is_asked_again_with_the_next_run() {
        till.earned();
        SimulatedProvider.reset(); // its balance is empty, as before a card's money has arrived
        payOut();
        till.deliver();

        assertThat(payouts())
                .extracting(Payments.PayoutItem::trouble)
                .containsExactly(PayoutFailure.MONEY_NOT_THERE_YET.sentence());
        assertThat(balance().freeMinor()).isEqualTo(EARNED);
        assertThat(refusedAt()).isNull();
        payOut();
        assertThat(payouts()).hasSize(2);
    }

    @Test
    void an_event_that_beats_our_answer_waits_for_it_and_twice_the_same_changes_nothing() {
        SimulatedProvider.dial("{\"webhookUrl\": \"http://localhost:" + port
                + "/webhooks/payments\", \"webhookBeforeAnswer\": true, \"webhookDuplicate\": true}");
        till.earned();
        payOut();
        till.deliver();
        till.deliverAgain();
        tell();

        assertThat(payouts()).extracting(Payments.PayoutItem::state).containsExactly(Payments.PayoutState.PAID);
        assertThat(jdbc.sql("select kind from payments.ledger_entry where payout_id is not null order by id")
                        .query(String.class)
                        .list())
                .containsExactly("PAYOUT", "PAYOUT_SENT", "PAYOUT_PAID");
    }

    /** From as far as it had come, news in any order: the same end, and a ledger without a remainder. */
    @Test
    void whatever_order_the_news_come_in_the_end_is_the_same() {
        var onItsWay = new OnItsWay("po_1");
        var paid = new Paid("po_1");
        var failed = new Failed("po_1", PayoutFailure.BANK_NOT_REACHED);
        for (var news : List.of(
                List.of(onItsWay, paid, failed),
                List.of(paid, onItsWay, failed),
                List.of(onItsWay, failed, paid),
                List.of(failed, onItsWay, paid),
                List.of(failed, paid, onItsWay),
                List.of(paid, failed, onItsWay))) {
            till.open();
            till.payOutTo("ba_good");
            till.earned();
            payOut.pay(till.payee);
            var id = new PayoutId(payouts().getFirst().id());
            payouts.begin(id, clock.instant());
            for (var one : news) {
                settle.settle(id, one);
                settle.settle(id, one);
            }

            assertThat(payouts())
                    .as("%s", news)
                    .extracting(Payments.PayoutItem::state)
                    .containsExactly(Payments.PayoutState.FAILED);
            assertThat(balance()).as("%s", news).isEqualTo(new Payments.Balance("EUR", 0, EARNED, 0));
            assertThat(till.balance("provider:cash")).as("%s", news).isEqualTo(Till.PRICE);
            assertThat(till.balance("provider:in-transit")).as("%s", news).isZero();
            assertThat(sum()).isZero();
        }
    }

    @Test
    void the_provider_is_not_called_before_the_commit() {
        till.earned();
        payOut.pay(till.payee);

        assertThat(SimulatedProvider.journal().path("payouts").asInt()).isZero();
        assertThat(till.deliver().failed()).isZero();
        assertThat(SimulatedProvider.journal().path("payouts").asInt()).isEqualTo(1);
    }

    @Test
    void the_number_of_an_account_is_refused() {
        for (var number :
                new String[] {"DE89370400440532013000", "4242424242424242", "", "ba_", "ba_" + "x".repeat(96)}) {
            assertThatThrownBy(() -> till.payOutTo(number)).as(number).isInstanceOf(PaymentRefused.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_fits_the_column_and_leads_back(PayoutFailure failure) {
        assertThat(PayoutFailure.of(failure.code())).isEqualTo(failure);
        assertThat(failure.code()).matches("[a-z-]{1,50}");
        assertThat(PayoutFailure.ofProvider("never_seen_before")).isEqualTo(PayoutFailure.OTHER);
    }

    private UUID capturedFor(long cents, long fee) {
        var reference = till.request(eur(cents), eur(fee), Till.GOOD_CARD);
        till.deliver();
        return reference;
    }

    private void payOut() {
        assertThat(jobs.runNow(PayOutEarnings.NAME, "system").bad()).isZero();
    }

    private void tell() {
        clock.set(SettableClock.START);
        SimulatedProvider.tell(port, true);
        till.deliver();
    }

    private Payments.Balance balance() {
        return payments.earnings(till.payee).balances().getFirst();
    }

    private @Nullable Instant refusedAt() {
        return Objects.requireNonNull(payments.earnings(till.payee).account()).refusedAt();
    }

    private List<Payments.PayoutItem> payouts() {
        return payments.payouts(till.payee, new PageRequest(null, null, null)).items();
    }

    private long sum() {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting")
                .query(Long.class)
                .single();
    }
}
