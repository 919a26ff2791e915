package dev.fairground.ops.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary dies under the hands of those who write; its follower is ten milliseconds away. */
@Proves("db-failover-drill")
class FailoverTest {

    private static final Duration DELAY = Duration.ofMillis(10);

    @TempDir
    Path folder;

    @Test
    void nothing_that_both_have_confirmed_is_lost_and_writers_find_the_new_primary_by_themselves() throws Exception {
        var outcome = Failover.rehearse(folder.resolve("pair"), DELAY, 300, true);

        assertThat(outcome.lost()).isZero();
        assertThat(outcome.confirmed()).isGreaterThanOrEqualTo(400);
        assertThat(outcome.answered()).isGreaterThanOrEqualTo(DELAY.multipliedBy(2));
    }

    @Test
    void of_what_the_primary_alone_has_confirmed_some_is_lost() throws Exception {
        var outcome = Failover.rehearse(folder.resolve("pair"), DELAY, 300, false);

        assertThat(outcome.lost()).isPositive();
    }

    @Test
    void the_runbook_names_the_address_by_which_they_found_it() throws Exception {
        assertThat(Files.readString(Path.of("runbooks/operations/failover.md"))).contains("?" + Pair.EITHER);
    }
}
