package dev.fairground.payments;

import static dev.fairground.payments.Till.eur;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.payments.Payments.State;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Every order in which a charge or a refund can come to be known: 120 orders of five steps, each with the provider's event before or after
 * its own answer, sent once or twice, heard forwards or backwards, for a charge and for a refund: 1,920 runs. Whichever it is, the money
 * moved once and the end is the same. A part of them, spread evenly, is played here; {@code ops/prove --runs 1920} plays all.
 */
@FairgroundTest
@Proves({"fx-webhook-early-arrival", "fx-webhook-narrow-update", "fx-intent-log"})
class OrderingsTest {

    private static final int ALL = 120 * 16;

    private static final int RUNS = Integer.getInteger("runs", 48);

    /** Has no factor in common with their number, so that the runs are spread over all of them and none comes twice. */
    private static final int STRIDE = 787;

    private enum Step {
        /** Our transaction of what the reconciliation was told commits, with no delivery in between. */
        COMMIT,
        /** The provider is asked and its answer comes. */
        ANSWER,
        /** The provider is asked, does it, and its answer is lost. */
        TIMEOUT,
        WEBHOOK,
        WEBHOOK_AGAIN
    }

    @LocalServerPort
    int port;

    @Autowired
    Jobs jobs;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final Till till;

    @Autowired
    OrderingsTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @Test
    void in_whatever_order_it_becomes_known_money_moves_once_and_the_end_is_the_same() {
        Map<String, Integer> ends = new TreeMap<>();
        for (int run = 0; run < RUNS; run++) {
            int number = (int) ((long) run * STRIDE % ALL);
            var steps = permutation(number / 16);
            boolean refund = (number & 1) == 1;
            var reference = begin(refund, (number & 2) > 0, (number & 4) > 0);
            for (var step : steps) take(step, (number & 8) > 0);
            finish();

            var what = "number " + number + ": " + (refund ? "refund " : "charge ") + steps;
            assertThat(till.state(reference)).as(what).isEqualTo(State.CAPTURED);
            assertThat(till.charges(reference)).as(what).isEqualTo(1);
            assertThat(till.entries(reference)).as(what).isEqualTo(refund ? 2 : 1);
            assertThat(till.owed()).as(what).containsExactly(eur(refund ? 1425 : 2375));
            assertThat(till.balance("provider:cash")).as(what).isEqualTo(Till.heldByProvider());
            assertThat(till.keptByProvider(reference)).as(what).isEqualTo(refund ? 1500 : 2500);
            assertThat(sum()).as(what).isZero();
            ends.merge((refund ? "refund" : "charge") + " begun by " + first(steps), 1, Integer::sum);
        }
        System.out.println(RUNS + " of " + ALL + " orderings, one end, ledger 0: " + ends);
    }

    @Test
    void the_runs_are_all_different_orderings() {
        var numbers = new ArrayList<Integer>();
        for (int run = 0; run < ALL; run++) numbers.add((int) ((long) run * STRIDE % ALL));

        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers.stream().map(number -> permutation(number / 16)).distinct())
                .hasSize(120);
    }

    private UUID begin(boolean refund, boolean early, boolean twice) {
        till.open();
        var reference = refund ? till.captured() : till.request(Till.GOOD_CARD);
        if (refund) till.refund(reference, 1000);
        SimulatedProvider.dial("{\"webhookDuplicate\": " + twice + ", \"webhookBeforeAnswer\": " + early
                + ", \"webhookUrl\": \"" + (early ? "http://localhost:" + port + "/webhooks/payments" : "") + "\"}");
        return reference;
    }

    private void take(Step step, boolean newestFirst) {
        switch (step) {
            case COMMIT -> {
                clock.advance(Duration.ofMinutes(11));
                jobs.runNow(ReconcilePayments.NAME, "system");
                clock.set(SettableClock.START);
            }
            case ANSWER -> till.deliverAgain();
            case TIMEOUT -> {
                SimulatedProvider.dial("{\"answerLost\": 1}");
                till.deliver();
                SimulatedProvider.dial("{\"answerLost\": 0}");
            }
            case WEBHOOK -> SimulatedProvider.tell(port, newestFirst);
            case WEBHOOK_AGAIN -> SimulatedProvider.tell(port, !newestFirst);
        }
        till.deliver();
    }

    /** What every retry and the reconciliation come to in the end. */
    private void finish() {
        take(Step.COMMIT, false);
        take(Step.WEBHOOK, false);
        take(Step.ANSWER, false);
        take(Step.ANSWER, false);
    }

    private static String first(List<Step> steps) {
        return steps.getFirst().name().toLowerCase(Locale.ROOT);
    }

    /** The permutation of the five steps with this number, from 0 to 119. */
    private static List<Step> permutation(int number) {
        var left = new ArrayList<>(List.of(Step.values()));
        var steps = new ArrayList<Step>();
        for (int choices = Step.values().length; choices > 0; choices--) {
            steps.add(left.remove(number % choices));
            number /= choices;
        }
        return steps;
    }

    private long sum() {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting")
                .query(Long.class)
                .single();
    }
}
