package dev.fairground.payments;

import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.money.Money;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Proves;
import dev.fairground.testing.RowFixture;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.StateMachine;
import dev.fairground.testing.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The state machines of money, once as the statements that take each step and once as constraints. */
@Proves("db-check-constraints")
class PaymentStatesTest {

    private static final Instant NOW = SettableClock.START;

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource(TestDatabase.copy(), "postgres", "", true);
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void a_payment_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var intents = new IntentStore(jdbc);
        var machine = of("payments.intent", intent())
                .word("state", Payments.State.values())
                .moments("charging_at", "cancelled_at", "captured_at", "declined_at", "voided_at")
                .filled("decline_code", "card-declined")
                .filled("provider_ref", "pi_states")
                .step(id -> intents.begin(new PaymentId(id), NOW))
                .step(id -> intents.opened(new PaymentId(id), "pi_states"))
                .step(id -> intents.declined(new PaymentId(id), "card-declined", NOW))
                // The provider tells of what it took by the name that it gave it.
                .step(id -> intents.lock(new PaymentId(id))
                        .flatMap(Intent::ref)
                        .ifPresent(_ -> intents.captured(new PaymentId(id), NOW)))
                .step(id -> intents.lock(new PaymentId(id))
                        .filter(Intent::cancelled)
                        .ifPresent(_ -> intents.voided(new PaymentId(id), NOW)))
                .step(id -> {
                    switch (intents.lock(new PaymentId(id)).orElseThrow().state()) {
                        case RECORDED -> intents.voided(new PaymentId(id), NOW);
                        case CHARGING -> intents.markCancelled(new PaymentId(id), NOW);
                        case CAPTURED, DECLINED, VOIDED -> {}
                    }
                });

        assertThat(machine.kept()).isEqualTo(machine.reached("state=RECORDED"));
    }

    @Test
    void a_refund_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var refunds = new RefundStore(jdbc);
        UUID refund = Chance.id();
        jdbc.sql("""
                insert into payments.refund (id, intent_id, amount_minor, fee_back_minor, currency, why, state, provider, recorded_at)
                select :refund, id, 5, 0, currency, 'Late.', 'RECORDED', 'stripe', now() from payments.intent where id = :intent
                """).param("refund", refund).param("intent", intent()).update();
        var machine = of("payments.refund", refund)
                .word("state", Refund.State.values())
                .moments("sent_at", "completed_at", "failed_at")
                .filled("provider_ref", "re_states")
                .step(id -> refunds.begin(new RefundId(id), NOW))
                .step(id -> refunds.accepted(new RefundId(id), "re_states"))
                .step(id -> refunds.failed(new RefundId(id), NOW))
                .step(id -> {
                    if (isSent("payments.refund", id)) refunds.completed(new RefundId(id), "re_states", NOW);
                });

        assertThat(machine.kept()).isEqualTo(machine.reached("state=RECORDED"));
    }

    @Test
    void a_payout_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var payouts = new PayoutStore(jdbc);
        var machine = of("payments.payout", aRow("payments.payout").in(Rows.in(jdbc)))
                .word("state", Payments.PayoutState.values())
                .moments("sent_at", "accepted_at", "paid_at", "failed_at")
                .filled("failure", "account-closed")
                .filled("provider_ref", "po_states")
                .step(id -> payouts.begin(new PayoutId(id), NOW))
                .step(id -> {
                    if (isSent("payments.payout", id)) payouts.accepted(new PayoutId(id), "po_states", NOW);
                })
                .step(id -> payouts.paid(new PayoutId(id), NOW))
                .step(id -> payouts.failed(new PayoutId(id), PayoutFailure.ACCOUNT_CLOSED, NOW));

        assertThat(machine.kept()).isEqualTo(machine.reached("state=RECORDED"));
    }

    @Test
    void a_dispute_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var disputes = new DisputeStore(jdbc);
        UUID intent = intent();
        var dispute = UUID.fromString(RowFixture.aRow("payments.dispute")
                .with("intent_id", intent)
                .with("provider_ref", "dp_states")
                .in(Rows.in(jdbc))
                .toString());
        var five = Money.of(5, "EUR");
        var machine = of("payments.dispute", dispute)
                .word("status", DisputeNews.Status.values())
                .moments("withdrawn_at", "returned_at")
                .filled("withdrawn_minor", 5)
                .filled("withdrawn_fee_minor", 1)
                .filled("cost_minor", 5)
                .step(id -> disputes.withdrawn(id, new DisputeNews.Movement(five, five), Money.of(1, "EUR"), NOW))
                .step(id -> disputes.returned(id, NOW));
        for (var status : DisputeNews.Status.values()) {
            var news = new DisputeNews("dp_states", "pi", five, "fraudulent", null, null, status);
            machine.step(_ -> disputes.record(new PaymentId(intent), news, SettableClock.START.plusSeconds(7200)));
        }

        assertThat(machine.kept()).isEqualTo(machine.reached("status=WARNING_NEEDS_RESPONSE"));
    }

    private StateMachine of(String table, Object row) {
        return new StateMachine(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)), table, row);
    }

    /** Whether the provider has been asked, which comes before any answer of it. */
    private boolean isSent(String table, UUID id) {
        return jdbc.sql("select sent_at is not null from " + table + " where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private UUID intent() {
        UUID id = Chance.id();
        jdbc.sql("""
                insert into payments.intent (id, reference, payer_id, payee_id, amount_minor, fee_minor, currency, method, state, provider,
                                             recorded_at)
                values (:id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 100, 5, 'EUR', 'card', 'RECORDED', 'stripe', now())
                """).param("id", id).update();
        return id;
    }
}
