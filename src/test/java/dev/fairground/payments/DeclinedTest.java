package dev.fairground.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.payments.Payments.State;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.simulators.PaymentSimulator;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionOperations;

/** Whatever the provider says against a card, over the wire, becomes a sentence to act on; what it never said before, a safe one that is counted. */
@FairgroundTest
@Proves("err-vendor-translation")
@RecordApplicationEvents
class DeclinedTest {

    /** What would tell the holder of a stolen card, or anybody, more than they should know. */
    private static final Set<String> NOT_FOR_PAYERS = Set.of("stolen", "lost", "fraud", "stripe", "_", "risk", "radar");

    @Autowired
    ApplicationEvents events;

    @Autowired
    Payments payments;

    @Autowired
    MeterRegistry meters;

    private final Till till;

    @Autowired
    DeclinedTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    static Stream<String> cards() {
        return PaymentSimulator.declinedCards().stream().sorted();
    }

    /** Those that come as a decline of a card; the others refuse the request, and have tests of their own. */
    static Stream<String> codes() {
        return Arrays.stream(Decline.values())
                .filter(decline -> decline != Decline.METHOD_UNKNOWN)
                .flatMap(decline -> decline.providerCodes().stream());
    }

    @ParameterizedTest
    @MethodSource("cards")
    void every_card_that_is_declined_leaves_its_holder_something_to_do(String card) {
        canBeActedOn(till.request(card));
        assertThat(declined().code()).isNotEqualTo(Decline.UNKNOWN_REASON.code());
    }

    @ParameterizedTest
    @MethodSource("codes")
    void every_documented_code_has_its_sentence(String code) {
        SimulatedProvider.dial("{\"declineCode\": \"" + code + "\"}");
        canBeActedOn(till.request(Till.GOOD_CARD));

        assertThat(declined().code())
                .isEqualTo(Decline.ofProvider(code).orElseThrow().code());
    }

    @Test
    void a_code_that_nobody_has_seen_gets_the_safe_sentence_and_is_counted() {
        double before = unknown();
        SimulatedProvider.dial("{\"declineCode\": \"mercury_in_retrograde\"}");
        canBeActedOn(till.request(Till.GOOD_CARD));

        assertThat(declined().sentence()).isEqualTo(Decline.CARD_DECLINED.sentence());
        assertThat(declined().code()).isEqualTo("unknown-reason");
        assertThat(unknown()).isEqualTo(before + 1);
    }

    @Test
    void a_bank_that_was_not_there_is_worth_another_try_and_an_empty_card_is_not() {
        SimulatedProvider.dial("{\"declineCode\": \"try_again_later\"}");
        var later = till.request(Till.GOOD_CARD);
        till.deliver();
        SimulatedProvider.dial("{\"declineCode\": \"insufficient_funds\"}");
        var empty = till.request(Till.GOOD_CARD);
        till.deliver();

        assertThat(payments.status(later).orElseThrow().again()).isTrue();
        assertThat(payments.status(empty).orElseThrow().again()).isFalse();
    }

    private void canBeActedOn(UUID reference) {
        till.deliver();
        assertThat(till.state(reference)).isEqualTo(State.DECLINED);
        assertThat(till.charges(reference)).isZero();
        var sentence = payments.status(reference).orElseThrow().trouble();
        assertThat(sentence).isEqualTo(declined().sentence()).endsWith(".").hasSizeBetween(30, 150);
        assertThat(NOT_FOR_PAYERS).noneMatch(String.valueOf(sentence).toLowerCase(Locale.ROOT)::contains);
    }

    private PaymentDeclined declined() {
        return events.stream(PaymentDeclined.class).toList().getLast();
    }

    private double unknown() {
        return meters.counter("fairground.payments.declined", "code", "unknown-reason")
                .count();
    }
}
