package dev.fairground.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.payments.Payments.State;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The state machine of an intent, once in Java and once as constraints. */
@FairgroundTest
class IntentStatesTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    /** Every combination of the columns that a state is made of, tried against what {@link #isSound} says in Java. */
    @ParameterizedTest
    @EnumSource
    void the_database_knows_the_same_states_as_the_code(State state) {
        var disagreements = new ArrayList<String>();
        for (int bits = 0; bits < 1 << 7; bits++) {
            var marks = new Marks(bits);
            if (accepted(state, marks) != isSound(state, marks)) disagreements.add(marks.toString());
        }

        assertThat(disagreements).isEmpty();
    }

    private static boolean isSound(State state, Marks marks) {
        boolean ended = marks.captured() || marks.declined() || marks.declineCode() || marks.voided();
        return switch (state) {
            case RECORDED -> marks.bits() == 0;
            case CHARGING -> marks.charging() && !ended;
            case CAPTURED ->
                marks.charging()
                        && marks.captured()
                        && marks.providerRef()
                        && !(marks.declined() || marks.declineCode() || marks.voided());
            case DECLINED ->
                marks.charging() && marks.declined() && marks.declineCode() && !(marks.captured() || marks.voided());
            case VOIDED ->
                marks.voided()
                        && !(marks.captured() || marks.declined() || marks.declineCode())
                        && marks.cancelled() == marks.charging()
                        && (marks.charging() || !marks.providerRef());
        };
    }

    private boolean accepted(State state, Marks marks) {
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                insert(state, marks);
            });
            return true;
        } catch (DataIntegrityViolationException refused) {
            return false;
        }
    }

    private void insert(State state, Marks marks) {
        jdbc.sql("""
                insert into payments.intent (id, reference, payer_id, payee_id, amount_minor, fee_minor, currency, method, state,
                                             provider, recorded_at, charging_at, cancelled_at, captured_at, declined_at,
                                             voided_at, decline_code, provider_ref)
                     values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 100, 5, 'EUR', 'card', :state,
                             'stripe', now(), case when :charging then now() end, case when :cancelled then now() end,
                             case when :captured then now() end, case when :declined then now() end,
                             case when :voided then now() end, :declineCode, :providerRef)
                """)
                .param("state", state.name())
                .param("charging", marks.charging())
                .param("cancelled", marks.cancelled())
                .param("captured", marks.captured())
                .param("declined", marks.declined())
                .param("voided", marks.voided())
                .param("declineCode", when(marks.declineCode(), "card-declined"))
                .param("providerRef", when(marks.providerRef(), "pi_" + Chance.id()))
                .update();
    }

    private static @Nullable String when(boolean condition, String value) {
        return condition ? value : null;
    }

    /** Which of the columns are filled. */
    private record Marks(int bits) {

        boolean charging() {
            return has(0);
        }

        boolean cancelled() {
            return has(1);
        }

        boolean captured() {
            return has(2);
        }

        boolean declined() {
            return has(3);
        }

        boolean declineCode() {
            return has(4);
        }

        boolean voided() {
            return has(5);
        }

        boolean providerRef() {
            return has(6);
        }

        private boolean has(int bit) {
            return (bits >> bit & 1) == 1;
        }

        @Override
        public String toString() {
            return "charging %b, cancelled %b, captured %b, declined %b, code %b, voided %b, ref %b"
                    .formatted(charging(), cancelled(), captured(), declined(), declineCode(), voided(), providerRef());
        }
    }
}
