package dev.fairground.platform.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Proves;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

@Proves("err-strict-local-soft-prod")
class SoftlyTest {

    private static final Supplier<String> BROKEN = () -> {
        throw new IllegalStateException("no rating today");
    };

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void on_a_laptop_the_fault_is_thrown() {
        assertThatThrownBy(() -> in("development").orElse("seller-rating", BROKEN, "none"))
                .hasMessage("no rating today");
        assertThat(meters.find("degraded").counter()).isNull();
    }

    @Test
    void in_production_the_fallback_is_given_and_counted() {
        assertThat(in("production").orElse("seller-rating", BROKEN, "none")).isEqualTo("none");
        assertThat(meters.get("degraded").tag("code", "seller-rating").counter().count())
                .isEqualTo(1);
    }

    @Test
    void a_refusal_is_an_answer_and_passes_everywhere() {
        var refusal = new Refusal(Reason.notFound("no-such-thing", "There is none.")) {};
        assertThatThrownBy(() -> in("production")
                        .orElse(
                                "seller-rating",
                                () -> {
                                    throw refusal;
                                },
                                "none"))
                .isSameAs(refusal);
    }

    private Softly in(String environment) {
        return new Softly(new MockEnvironment().withProperty("fairground.environment", environment), meters);
    }
}
