package dev.fairground.shops;

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

/** The state machine of a plan's fee, once as the statements that take each step and once as constraints. */
@Proves("db-check-constraints")
class PlanFeeStatesTest {

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource(TestDatabase.copy(), "postgres", "", true);
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void a_fee_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var subscriptions = new SubscriptionStore(jdbc);
        var machine = new StateMachine(
                        jdbc,
                        new TransactionTemplate(new JdbcTransactionManager(database)),
                        "shops.plan_fee",
                        aRow("shops.plan_fee").in(Rows.in(jdbc)))
                .moments("paid_at", "failed_at")
                .filled("why", "The card was declined.")
                .step(id -> subscriptions.paid(new FeeId(id), SettableClock.START))
                .step(id -> subscriptions.failed(new FeeId(id), "The card was declined.", SettableClock.START));

        assertThat(machine.kept()).isEqualTo(machine.reached());
    }
}
