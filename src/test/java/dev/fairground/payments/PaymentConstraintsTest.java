package dev.fairground.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.payments.Payments.State;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The database's half of each rule: one value of a sound row is made wrong, and the constraint that says so is named. */
@FairgroundTest
class PaymentConstraintsTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    private final Till till;

    @Autowired
    PaymentConstraintsTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "provider = 'cash'          | dispute_provider_known",
                "provider_ref = ''          | dispute_provider_ref_length",
                "amount_minor = 0           | dispute_amount_positive",
                "currency = 'eur'           | dispute_currency_form",
                "reason = ''                | dispute_reason_length",
                "status = 'open'            | dispute_status_known",
                "changed_at = recorded_at - interval '1 second' | dispute_changed_after_recording"
            })
    void a_dispute_that_breaks_a_rule_is_not_kept(String wrong, String constraint) {
        till.captured();
        jdbc.sql("""
                insert into payments.dispute (id, intent_id, provider, provider_ref, amount_minor, currency, reason, status, recorded_at,
                                              changed_at)
                     select id, id, 'stripe', 'dp_1', 2500, 'EUR', 'fraudulent', 'NEEDS_RESPONSE', captured_at, captured_at
                       from payments.intent
                """).update();

        assertThatThrownBy(
                        () -> jdbc.sql("update payments.dispute set " + wrong).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining('"' + constraint + '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "amount_minor = 0, fee_minor = 0 | intent_amount_positive",
                "fee_minor = amount_minor + 1    | intent_fee_within_amount",
                "fee_minor = -1                  | intent_fee_within_amount",
                "currency = 'eur'                | intent_currency_form",
                "method = ''                     | intent_method_form",
                "state = 'PAID', captured_at = null | intent_state_known",
                "provider = 'cash'               | intent_provider_known",
                "provider_ref = ''               | intent_provider_ref_length",
                "provider_ref = null             | intent_captured_has_provider_ref",
                "decline_code = 'No!'            | intent_decline_code_form",
                "refunded_minor = 2501           | intent_refunded_within_amount",
                "refunded_minor = -1             | intent_refunded_within_amount",
                "refunded_fee_minor = 126        | intent_refunded_fee_within_fee",
                "refunded_minor = 1, state = 'CHARGING', captured_at = null | intent_refunded_only_if_captured"
            })
    void an_intent_that_breaks_a_rule_is_not_kept(String wrong, String constraint) {
        till.captured();

        assertThatThrownBy(() -> jdbc.sql("update payments.intent set " + wrong).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining('"' + constraint + '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "amount_minor = 0                        | refund_amount_positive",
                "fee_back_minor = -1                     | refund_fee_back_not_negative",
                "currency = '€€€'                        | refund_currency_form",
                "why = ''                                | refund_why_length",
                "state = 'SENT'                          | refund_state_known",
                "provider = 'cash'                       | refund_provider_known",
                "provider_ref = ''                       | refund_provider_ref_length",
                "provider_ref = null                     | refund_completed_when",
                "completed_at = null                     | refund_completed_when",
                "state = 'RECORDED'                      | refund_recorded_is_open",
                "state = 'FAILED'                        | refund_failed_when",
                "failed_at = recorded_at                 | refund_failed_when",
                "sent_at = null                          | refund_provider_ref_needs_sending",
                "intent_id = gen_random_uuid()           | refund_intent_fk"
            })
    void a_refund_that_breaks_a_rule_is_not_kept(String wrong, String constraint) {
        till.refund(till.captured(), 100);
        till.deliver();

        assertThatThrownBy(() -> jdbc.sql("update payments.refund set " + wrong).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining('"' + constraint + '"');
    }

    @Test
    void one_object_of_the_provider_stands_for_one_of_ours() {
        var first = till.captured();
        var second = till.captured();

        assertThatThrownBy(() -> jdbc.sql("""
                update payments.intent
                   set provider_ref = (select provider_ref from payments.intent where reference = :first)
                 where reference = :second
                """)
                        .param("first", first)
                        .param("second", second)
                        .update())
                .hasMessageContaining("intent_once_per_provider_ref");
        till.refund(first, 100);
        till.refund(first, 100);
        till.deliver();
        assertThatThrownBy(() -> jdbc.sql("update payments.refund set provider_ref = 're_1'")
                        .update())
                .hasMessageContaining("refund_once_per_provider_ref");
    }

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
