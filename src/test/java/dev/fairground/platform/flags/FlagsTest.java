package dev.fairground.platform.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FairgroundTest
class FlagsTest {

    private static final FlagKey CHECKOUT_OPEN = FlagKey.of("checkout-open");

    @Autowired
    Flags flags;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    @AfterEach
    void asItWas() {
        jdbc.sql("delete from flags.setting").update();
        clock.advance(Duration.ofSeconds(2));
    }

    @Test
    void a_flag_nobody_set_is_as_the_file_says() {
        assertThat(flags.isOn(CHECKOUT_OPEN)).isTrue();
    }

    @Test
    void a_change_arrives_after_two_seconds_and_is_on_record() {
        assertThat(flags.isOn(CHECKOUT_OPEN)).isTrue();

        flags.set(CHECKOUT_OPEN, false, "ops/flag");
        clock.advance(Duration.ofSeconds(2));

        assertThat(flags.isOn(CHECKOUT_OPEN)).isFalse();
        assertThat(jdbc.sql("""
                        select action || ' ' || before || ' ' || after as entry
                          from audit.entry
                         where target = 'flag/checkout-open'
                         order by id desc
                         limit 1
                        """).query((row, _) -> row.getString("entry")).single())
                .isEqualTo("flag.set {\"on\": true} {\"by\": \"ops/flag\", \"on\": false}");
    }

    @Test
    void while_the_database_does_not_answer_the_last_known_value_holds() {
        flags.set(CHECKOUT_OPEN, false, "ops/flag");
        clock.advance(Duration.ofSeconds(2));
        assertThat(flags.isOn(CHECKOUT_OPEN)).isFalse();

        jdbc.sql("alter table flags.setting rename to out_of_reach").update();
        try {
            clock.advance(Duration.ofMinutes(5));
            assertThat(flags.isOn(CHECKOUT_OPEN)).isFalse();
        } finally {
            jdbc.sql("alter table flags.out_of_reach rename to setting").update();
        }
    }

    @Test
    void a_flag_that_is_not_declared_cannot_be_asked_for_or_set() {
        var unknown = FlagKey.of("no-such-flag");

        assertThatThrownBy(() -> flags.isOn(unknown)).hasMessageContaining("no-such-flag");
        assertThatThrownBy(() -> flags.set(unknown, true, "ops/flag")).hasMessageContaining("no-such-flag");
    }
}
