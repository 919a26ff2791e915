package dev.fairground.payments;

import static dev.fairground.payments.Till.eur;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.money.Money;
import dev.fairground.payments.Payments.State;
import dev.fairground.testing.Chance;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1000, 50,    0,  0,  500, 25", // half of it, half of the fee
        "1000, 50,    0,  0,    9,  0", // 0.45 is rounded down …
        "1000, 50,    0,  0,   10,  1", // … and 0.5 up
        "1000, 50,   10,  1,   10,  0", // together 1.0, of which 1 is given
        "1000, 50,  990, 50,   10,  0", // the last one takes the rest, be it nothing …
        "1000, 50,  990, 48,   10,  2", // … or more than its share
        " 100,  1,    1,  1,    1,  0", // a failed refund left more given than due: never taken back
        " 100,100,    0,  0,   30, 30",
        " 100,  0,    0,  0,   30,  0"
    })
    void a_refund_gives_back_its_part_of_the_fee(
            long amount, long fee, long refunded, long refundedFee, long refund, long expected) {
        var intent = captured(amount, fee, refunded, refundedFee);

        assertThat(intent.acceptRefund(eur(refund))).isEqualTo(eur(expected));
    }

    @Test
    void it_is_wanted_until_it_is_cancelled_or_has_taken_too_long() {
        assertThat(charging(false).isWanted(NOON.minusSeconds(1))).isTrue();
        assertThat(charging(false).isWanted(NOON)).isFalse();
        assertThat(charging(true).isWanted(NOON.minusSeconds(1))).isFalse();
    }

    private static Intent captured(long amount, long fee, long refunded, long refundedFee) {
        return intent(State.CAPTURED, false, eur(amount), eur(fee), eur(refunded), eur(refundedFee));
    }

    private static Intent charging(boolean cancelled) {
        return intent(State.CHARGING, cancelled, eur(100), eur(5), eur(0), eur(0));
    }

    private static Intent intent(
            State state, boolean cancelled, Money amount, Money fee, Money refunded, Money refundedFee) {
        return new Intent(
                PaymentId.next(),
                Chance.id(),
                Chance.id(),
                amount,
                fee,
                "pm_card_visa",
                state,
                "pi_1",
                NOON,
                cancelled,
                refunded,
                refundedFee,
                eur(0),
                eur(0),
                false);
    }
}
