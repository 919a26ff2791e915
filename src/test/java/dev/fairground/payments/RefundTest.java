package dev.fairground.payments;

import static dev.fairground.payments.Till.GOOD_CARD;
import static dev.fairground.payments.Till.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;

@FairgroundTest
@RecordApplicationEvents
class RefundTest {

    @Autowired
    ApplicationEvents events;

    @Autowired
    Payments payments;

    @Autowired
    IntentStore intents;

    @Autowired
    RefundStore refunds;

    @Autowired
    PaymentProvider provider;

    @Autowired
    Settle settle;

    @Autowired
    Jobs jobs;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final Till till;

    @Autowired
    RefundTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    @Test
    void all_of_it_goes_back_with_the_fee() {
        var reference = till.captured();
        var refund = till.refund(reference, 2500);
        till.deliver();

        assertThat(till.keptByProvider(reference)).isZero();
        assertThat(till.owed()).containsExactly(eur(0));
        assertThat(till.balance("platform:fees")).isZero();
        assertThat(events.stream(RefundCompleted.class))
                .containsExactly(new RefundCompleted(refund, reference, eur(2500), true));
    }

    @Test
    void a_part_of_it_goes_back_with_the_same_part_of_the_fee() {
        var reference = till.captured();
        till.refund(reference, 1000);
        till.deliver();

        assertThat(till.keptByProvider(reference)).isEqualTo(1500);
        assertThat(till.balance("platform:fees")).isEqualTo(-75);
        assertThat(till.owed()).containsExactly(eur(1425));
        assertThat(events.stream(RefundCompleted.class).map(RefundCompleted::inFull))
                .containsExactly(false);
    }

    @Test
    void many_parts_give_back_neither_more_nor_less_than_the_whole() {
        var reference = till.captured();
        for (long part : new long[] {333, 333, 334, 1499, 1}) {
            till.refund(reference, part);
        }
        till.deliver();

        assertThat(till.owed()).containsExactly(eur(0));
        assertThat(till.balance("platform:fees")).isZero();
        assertThat(events.stream(RefundCompleted.class).filter(RefundCompleted::inFull))
                .hasSize(1);
    }

    @Test
    void more_than_is_left_is_refused_even_before_the_provider_has_answered() {
        var reference = till.captured();
        till.refund(reference, 2000);

        assertThatThrownBy(() -> till.refund(reference, 501)).hasMessageContaining("5.00 EUR");
        Till.refused("refund-too-large", () -> till.refund(reference, 501));
        Till.refused("refund-not-positive", () -> till.refund(reference, 0));
        Till.refused("refund-without-reason", () -> till.refund(reference, 1, " "));
        Till.refused("refund-without-reason", () -> till.refund(reference, 1, "x".repeat(201)));
        Till.refused("payment-not-captured", () -> till.refund(till.request(GOOD_CARD), 1));
        Till.refused("no-such-payment", () -> till.refund(Chance.id(), 1));
    }

    @Test
    void twenty_refunds_at_once_give_back_what_there_is_and_no_more() throws Exception {
        var reference = till.captured();
        var attempts = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                attempts.add(threads.submit(() -> till.refund(reference, 600)));
            }
        }
        till.deliver();

        assertThat(attempts.stream().filter(attempt -> attempt.state() == Future.State.SUCCESS))
                .hasSize(4);
        assertThat(attempts.stream().filter(attempt -> attempt.state() == Future.State.FAILED))
                .allSatisfy(attempt -> assertThat(attempt.exceptionNow()).isInstanceOf(PaymentRefused.class));
        assertThat(till.keptByProvider(reference)).isEqualTo(100);
    }

    @Test
    void an_answer_that_was_lost_does_not_send_the_money_twice() {
        var reference = till.captured();
        till.refund(reference, 1000);
        SimulatedProvider.dial("{\"answerLost\": 1}");

        assertThat(till.deliver()).isEqualTo(new Outbox.Counts(0, 1));
        till.deliverAgain();
        assertThat(till.keptByProvider(reference)).isEqualTo(1500);
        assertThat(till.entries(reference)).isEqualTo(2);
    }

    /** Two instances can both be at it, when the first was thought dead and was only slow. */
    @Test
    void asked_twice_for_the_same_the_provider_does_it_once() {
        var reference = till.captured();
        var refund = refunds.find(till.refund(reference, 1000)).orElseThrow();
        var intentRef = intents.providerRef(refund.payment());

        assertThat(provider.refund(refund, intentRef)).isEqualTo(provider.refund(refund, intentRef));
        assertThat(till.keptByProvider(reference)).isEqualTo(1500);
        var intent =
                intents.begin(till.id(till.request(GOOD_CARD)), clock.instant()).orElseThrow();
        assertThat(provider.open(intent)).isEqualTo(provider.open(intent));
    }

    @Test
    void a_refund_that_the_provider_ends_later_is_settled_when_it_is_asked_again() {
        var reference = till.request("pm_card_pendingRefund");
        till.deliver();
        till.refund(reference, 2500);
        till.deliver();
        assertThat(till.entries(reference)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(11));
        assertThat(jobs.runNow(ReconcilePayments.NAME, "system")).isEqualTo(new JobReport(1, 0));
        assertThat(till.entries(reference)).isEqualTo(2);
        assertThat(events.stream(RefundCompleted.class)).hasSize(1);
    }

    @Test
    void what_the_payers_bank_sends_back_is_ours_again_and_can_be_refunded_anew() {
        var reference = till.captured();
        var refund = till.refund(reference, 1000);
        till.deliver();
        settle.refund(refund, new RefundOutcome.Failed());
        settle.refund(refund, new RefundOutcome.Failed());
        settle.refund(refund, new RefundOutcome.Completed("re_late"));

        assertThat(till.owed()).containsExactly(eur(2375));
        assertThat(till.entries(reference)).isEqualTo(3);
        assertThat(events.stream(RefundFailed.class)).containsExactly(new RefundFailed(refund, reference, eur(1000)));
        till.refund(reference, 2500);
    }

    @Test
    void a_refund_that_the_provider_refuses_fails_and_sets_nothing_aside() {
        var reference = till.captured();
        SimulatedProvider.dial("{\"webhooksOff\": true}");
        var byHand = till.refund(reference, 2500);
        till.deliver();
        jdbc.sql("update payments.intent set refunded_minor = 0, refunded_fee_minor = 0")
                .update();

        var refused = till.refund(reference, 100);
        till.deliver();
        assertThat(refunds.find(byHand).orElseThrow().state()).isEqualTo(Refund.State.COMPLETED);
        assertThat(refunds.find(refused).orElseThrow().state()).isEqualTo(Refund.State.FAILED);
        assertThat(payments.status(reference).orElseThrow().refunded()).isEqualTo(eur(0));
    }

    @Test
    void cancelling_what_was_captured_gives_back_what_is_left() {
        var reference = till.captured();
        till.refund(reference, 1000);
        till.cancel(reference);
        till.cancel(reference);
        till.deliver();

        assertThat(till.keptByProvider(reference)).isZero();
        assertThat(events.stream(RefundCompleted.class)).hasSize(2);
    }

    @Test
    void a_refund_says_why_and_the_audit_trail_keeps_it() {
        var reference = till.captured();
        till.refund(reference, 100);

        assertThat(jdbc.sql("select after ->> 'why' from audit.entry where target = :target")
                        .param("target", "payment/" + till.id(reference))
                        .query(String.class)
                        .list())
                .containsExactly("Arrived broken");
    }

    @Test
    void the_desk_writes_only_in_its_callers_transaction() {
        assertThatThrownBy(() -> payments.refund(Chance.id(), eur(1), "Alone"))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> payments.cancel(Chance.id())).isInstanceOf(IllegalTransactionStateException.class);
    }
}
