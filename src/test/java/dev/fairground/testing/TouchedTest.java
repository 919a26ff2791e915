package dev.fairground.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.money.Money;
import dev.fairground.simulators.PaymentSettings;
import org.junit.jupiter.api.Test;

@Proves("test-tested-via")
class TouchedTest {

    @Test
    void a_test_executed_what_it_called_and_what_that_called_and_nothing_more() {
        var touched = Money.of(1999, "EUR").plus(Money.of(1, "EUR")).toString();

        assertThat(touched).isEqualTo("20.00 EUR");
        assertThat(Touched.files())
                .contains("dev/fairground/money/Money", "dev/fairground/testing/TouchedTest")
                .doesNotContain("dev/fairground/orders/PlaceOrder", "dev/fairground/testing/MemberFixture");
    }

    @Test
    void to_name_a_class_or_to_make_one_is_not_to_execute_it() {
        assertThat(PaymentSettings.class.getMethods()).isNotEmpty();
        assertThat(new OnlyMade().hashCode()).isNotZero();

        assertThat(Touched.files()).doesNotContain("dev/fairground/simulators/PaymentSettings");
    }

    private static final class OnlyMade {}
}
