package dev.fairground.notifications;

import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.StateMachine;
import dev.fairground.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The state machine of a message to a member, once as the statements that take each step and once as constraints. */
@Proves("db-check-constraints")
class SentStatesTest {

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource(TestDatabase.copy(), "postgres", "", true);
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void a_message_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var sent = new SentStore(jdbc, new SettableClock());
        var message = aRow("notifications.delivery").with("reference", "states").in(Rows.in(jdbc));
        var machine = new StateMachine(
                        jdbc,
                        new TransactionTemplate(new JdbcTransactionManager(database)),
                        "notifications.delivery",
                        message)
                .word("state", "QUEUED", "ACCEPTED", "DELIVERED", "OPENED", "FAILED")
                .moments("accepted_at", "delivered_at", "opened_at", "failed_at")
                .filled("failure", Failure.REFUSED.name())
                .filled("reason", "Not today")
                .step(_ -> sent.accepted("states"))
                .step(_ -> sent.delivered("states"))
                .step(_ -> sent.opened("states"))
                .step(_ -> sent.failed("states", Failure.REFUSED, "Not today"));

        assertThat(machine.kept()).isEqualTo(machine.reached("state=QUEUED"));
    }
}
