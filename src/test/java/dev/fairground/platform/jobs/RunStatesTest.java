package dev.fairground.platform.jobs;

import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.StateMachine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The state machine of a run, once as the statements that take each step and once as constraints. */
@FairgroundTest
@Proves("db-check-constraints")
class RunStatesTest {

    private static final String JOB = "test-states";

    @Autowired
    RunLedger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Test
    void a_run_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var run = aRow("jobs.run").with("job", JOB).in(Rows.in(jdbc));
        aRow("jobs.turn")
                .with("job", JOB)
                .with("token", run)
                .with("lease_until", "2100-01-01T00:00:00Z")
                .in(Rows.in(jdbc));
        var machine = new StateMachine(jdbc, transaction, "jobs.run", run)
                .word("state", "running", "succeeded", "partial", "failed", "lost")
                .moments("ended_at")
                .filled("error", "It does not fit.")
                .step(id -> ledger.end(id, new JobReport(1, 0)))
                .step(id -> ledger.end(id, new JobReport(1, 1)))
                .step(id -> ledger.fail(id, new IllegalStateException("It does not fit.")))
                .step(_ -> ledger.begin(Chance.id(), JOB, RunLedger.Trigger.PERSON, "system"));

        assertThat(machine.kept()).isEqualTo(machine.reached("state=running"));
    }
}
