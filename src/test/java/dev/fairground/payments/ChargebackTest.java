package dev.fairground.payments;

import static dev.fairground.payments.Till.eur;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.payments.PaymentDisputed.Phase;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionOperations;

/** A payer's bank takes money back and may return it: the books follow what the provider's balance does, in whatever order its events come. */
@FairgroundTest
@RecordApplicationEvents
class ChargebackTest {

    /** What the simulator charges for a dispute. */
    private static final long COST = 1500;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationEvents events;

    @Autowired
    Payments payments;

    @Autowired
    IntentStore intents;

    @Autowired
    PaymentProvider provider;

    @Autowired
    Jobs jobs;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final Till till;

    @Autowired
    ChargebackTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    @Test
    void what_the_bank_takes_is_the_payees_loss_with_what_it_costs_and_our_fee_goes_too() {
        var reference = till.captured();
        till.disputed(reference);
        tell(false);

        assertThat(till.owed()).containsExactly(eur(-COST));
        assertThat(till.balance("platform:fees")).isZero();
        asTheProviderHasIt();
        assertThat(phases()).containsExactly(Phase.OPEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_won_comes_back_whole_whichever_event_is_heard_first(boolean newestFirst) {
        var reference = till.captured();
        var dispute = till.disputed(reference);
        SimulatedProvider.won(dispute);
        tell(newestFirst);
        tell(!newestFirst);

        assertThat(till.owed()).containsExactly(eur(Till.PRICE - Till.FEE));
        assertThat(till.balance("platform:fees")).isEqualTo(-Till.FEE);
        asTheProviderHasIt();
        assertThat(phases()).containsExactly(Phase.OPEN, Phase.WON);
        till.refund(reference, 100); // the payment is as it was
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_lost_stays_lost_whichever_event_is_heard_first(boolean newestFirst) {
        var reference = till.captured();
        SimulatedProvider.conceded(till.disputed(reference));
        tell(newestFirst);
        tell(!newestFirst);

        assertThat(till.owed()).containsExactly(eur(-COST));
        asTheProviderHasIt();
        assertThat(phases()).containsExactly(Phase.OPEN, Phase.LOST);
        Till.refused("payment-disputed", () -> till.refund(reference, 100));
    }

    @Test
    void opened_and_lost_one_after_the_other_ends_like_heard_at_once() {
        var dispute = till.disputed(till.captured());
        tell(false);
        SimulatedProvider.conceded(dispute);
        tell(true);

        assertThat(till.owed()).containsExactly(eur(-COST));
        assertThat(phases()).containsExactly(Phase.OPEN, Phase.LOST);
    }

    /** Given back once by us, the rest by the bank: together no more than was paid. */
    @Test
    void of_what_was_refunded_the_bank_takes_nothing_again() {
        var reference = till.captured();
        till.refund(reference, 1000);
        till.deliver();
        till.disputed(reference);
        tell(false);

        assertThat(till.owed()).containsExactly(eur(-COST));
        assertThat(till.balance("platform:fees")).isZero();
        assertThat(till.balance("provider:cash")).isEqualTo(-COST);
        asTheProviderHasIt();
    }

    /** The bank was faster than our refund: the provider refuses that, and the payer has their money once. */
    @Test
    void a_refund_that_meets_a_dispute_at_the_provider_fails_and_no_money_goes_twice() {
        var reference = till.captured();
        till.refund(reference, 2500);
        till.disputed(reference);
        till.deliver();
        tell(true);

        assertThat(till.owed()).containsExactly(eur(-COST));
        assertThat(events.stream(RefundFailed.class)).hasSize(1);
        asTheProviderHasIt();
    }

    @Test
    void a_refund_asked_for_after_the_dispute_is_refused_and_a_cancellation_gives_nothing_back() {
        var reference = till.captured();
        till.disputed(reference);
        tell(false);

        Till.refused("payment-disputed", () -> till.refund(reference, 2500));
        till.cancel(reference);
        assertThat(till.deliver()).isEqualTo(new Outbox.Counts(0, 0));
    }

    /** The answer to the charge was lost; the bank's news is the first that we hear of the payment. */
    @Test
    void a_dispute_about_a_payment_whose_capture_we_have_not_heard_of_settles_that_first() {
        var reference = till.request(Till.GOOD_CARD);
        var intent = intents.begin(till.id(reference), clock.instant()).orElseThrow();
        if (provider.open(intent) instanceof ChargeOutcome.Pending(String ref)) {
            intents.opened(intent.id(), ref);
            provider.confirm(intent.id(), ref);
        }
        till.disputed(reference);
        tell(true);

        assertThat(till.state(reference)).isEqualTo(Payments.State.CAPTURED);
        assertThat(till.owed()).containsExactly(eur(-COST));
        asTheProviderHasIt();
    }

    @Test
    void what_was_paid_out_already_is_owed_and_comes_back_when_it_is_won() {
        till.payOutTo("ba_good");
        var reference = till.earned();
        jobs.runNow(PayOutEarnings.NAME, "system");
        till.deliver();
        var dispute = till.disputed(reference);
        tell(false);
        assertThat(till.owed()).containsExactly(eur(-COST - Till.PRICE + Till.FEE));
        asTheProviderHasIt();

        SimulatedProvider.won(dispute);
        tell(true);
        assertThat(till.owed()).containsExactly(eur(0));
        asTheProviderHasIt();
    }

    @Test
    void released_while_disputed_the_payee_gets_what_is_won() {
        var reference = till.captured();
        var dispute = till.disputed(reference);
        tell(false);
        till.release(reference);
        assertThat(payments.earnings(till.payee).balances()).containsExactly(new Payments.Balance("EUR", 0, -COST, 0));

        SimulatedProvider.won(dispute);
        tell(false);
        assertThat(payments.earnings(till.payee).balances())
                .containsExactly(new Payments.Balance("EUR", 0, Till.PRICE - Till.FEE, 0));
    }

    /** Its webhooks come after our own answer in any case; a day in between changes nothing. */
    private void tell(boolean newestFirst) {
        clock.set(SettableClock.START);
        SimulatedProvider.tell(port, newestFirst);
        till.deliver();
        clock.advance(Duration.ofMinutes(1));
        till.deliver();
    }

    private List<Phase> phases() {
        return events.stream(PaymentDisputed.class).map(PaymentDisputed::phase).toList();
    }

    private void asTheProviderHasIt() {
        assertThat(till.balance("provider:cash")).isEqualTo(Till.heldByProvider());
        assertThat(jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
