package dev.fairground.shops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.Subscription.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final Instant START = Instant.parse("2027-01-31T12:00:00Z");
    private static final Instant FIRST_END = Instant.parse("2027-02-28T12:00:00Z");

    private final Subscription begun = Subscription.begun(
            new PlanFee(FeeId.next(), ShopId.next(), MemberId.next(), "pm_card_visa", Money.of(2900, "EUR")), START);

    @Test
    void months_begin_on_the_first_day_again_after_a_short_one() {
        assertThat(begun.paidUntil()).isEqualTo(FIRST_END);
        assertThat(begun.paid().paidUntil()).isEqualTo("2027-03-31T12:00:00Z");
        assertThat(begun.paid().paid().paidUntil()).isEqualTo("2027-04-30T12:00:00Z");
    }

    @Test
    void nothing_is_due_before_the_paid_time_is_over() {
        assertThat(begun.due(FIRST_END.minusNanos(1))).isEqualTo(Step.NONE);
        assertThat(begun.due(FIRST_END)).isEqualTo(Step.CHARGE);
    }

    @Test
    void an_unpaid_month_is_tried_four_times_in_the_days_of_grace_and_then_the_plan_ends() {
        var subscription = begun;
        var now = FIRST_END;
        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(subscription.due(now)).isEqualTo(Step.CHARGE);
            subscription = subscription.charged(now);
            now = subscription.nextStepAt();
        }
        assertThat(now).isEqualTo(FIRST_END.plus(Subscription.GRACE));
        assertThat(subscription.due(now)).isEqualTo(Step.END);
    }

    @Test
    void a_standstill_of_ours_costs_no_shop_its_plan() {
        var late = FIRST_END.plus(Duration.ofDays(30));

        assertThat(begun.due(late)).isEqualTo(Step.CHARGE);
        assertThat(begun.charged(late).graceUntil()).isEqualTo(late.plus(Subscription.GRACE));
    }

    @Test
    void a_month_paid_late_ends_on_the_day_it_would_have_and_nothing_is_owed() {
        var paid = begun.charged(FIRST_END)
                .charged(FIRST_END.plus(Duration.ofDays(2)))
                .paid();

        assertThat(paid.paidUntil()).isEqualTo("2027-03-31T12:00:00Z");
        assertThat(paid.graceUntil()).isNull();
        assertThat(paid.due(paid.paidUntil().minusNanos(1))).isEqualTo(Step.NONE);
    }

    @Test
    void one_that_the_shop_ends_holds_until_the_paid_time_is_over_unless_it_goes_on_after_all() {
        var ending = begun.ending();

        assertThat(ending.due(FIRST_END.minusNanos(1))).isEqualTo(Step.NONE);
        assertThat(ending.due(FIRST_END)).isEqualTo(Step.END);
        assertThat(ending.renewing(MemberId.next(), "pm_card_mastercard").due(FIRST_END))
                .isEqualTo(Step.CHARGE);
    }

    @Test
    void another_card_is_tried_at_once() {
        var waiting = begun.charged(FIRST_END);
        var soon = FIRST_END.plusSeconds(1);

        assertThat(waiting.due(soon)).isEqualTo(Step.NONE);
        assertThat(waiting.renewing(MemberId.next(), "pm_card_mastercard").due(soon))
                .isEqualTo(Step.CHARGE);
    }
}
