package dev.fairground.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Chance;
import dev.fairground.testing.TestDatabase;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A turn against a real database; the time since its last renewal is the test's. */
class TurnTest {

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(TestDatabase.copy()));
    private final Turns turns = new Turns(jdbc);
    private final UUID run = Chance.id();
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void taken() {
        assertThat(turns.take("sweep", run)).isNotNull();
    }

    @Test
    void after_a_freeze_the_database_is_asked_before_anything_else_is_done() {
        var turn = new Turn(turns, "sweep", run, nanos::get);
        runOut();
        assertThat(turn.isOurs()).as("no time has passed").isTrue();

        nanos.addAndGet(Turns.LEASE.toNanos());

        assertThat(turn.isOurs()).isFalse();
        assertThatThrownBy(turn::assertOurs).isInstanceOf(Turn.TurnLost.class);
    }

    @Test
    void a_freeze_that_the_lease_outlasted_costs_a_renewal_and_nothing_else() {
        var turn = new Turn(turns, "sweep", run, nanos::get);
        jdbc.sql("update jobs.turn set lease_until = clock_timestamp() + interval '1 second'")
                .update();

        nanos.addAndGet(Turns.LEASE.toNanos());

        assertThat(turn.isOurs()).isTrue();
        assertThat(jdbc.sql("select lease_until > clock_timestamp() + interval '20 seconds' from jobs.turn")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_turn_that_ran_out_is_gone_even_if_nobody_took_it() {
        runOut();

        assertThat(turns.renew("sweep", run)).isEqualTo(Turns.Renewal.GONE);
    }

    @Test
    void of_two_who_want_a_turn_that_ran_out_one_gets_it() {
        runOut();

        assertThat(turns.take("sweep", Chance.id())).isNotNull();
        assertThat(turns.take("sweep", Chance.id())).isNull();
        assertThat(turns.renew("sweep", run)).isEqualTo(Turns.Renewal.GONE);
        turns.giveBack("sweep", run);
        assertThat(turns.take("sweep", Chance.id()))
                .as("who has lost it gives nothing back")
                .isNull();
    }

    private void runOut() {
        jdbc.sql("update jobs.turn set lease_until = clock_timestamp() - interval '1 second'")
                .update();
    }
}
