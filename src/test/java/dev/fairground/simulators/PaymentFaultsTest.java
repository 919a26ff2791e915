package dev.fairground.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentFaultsTest {

    private static final PaymentSettings SETTINGS =
            new PaymentSettings(Customer.KEY, Optional.empty(), List.of("a-secret"), Clock.systemUTC());

    @TempDir
    Path state;

    private PaymentSimulator simulator;
    private Customer customer;
    private Calls calls;

    @BeforeEach
    void open() {
        simulator = PaymentSimulator.start(0, state, SETTINGS);
        customer = Customer.of(simulator);
        calls = customer.calls();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void a_lost_answer_has_charged_and_the_key_finds_the_charge() throws Exception {
        customer.dial("{\"answerLost\": 1}");
        var keyed = customer.withIdempotencyKey("order-7");

        assertThatThrownBy(() -> keyed.pay("pm_card_visa")).isInstanceOf(IOException.class);
        assertThat(customer.succeededCharges()).isEqualTo(1);
        assertThat(keyed.pay("pm_card_visa").at("/status")).isEqualTo("succeeded");
        assertThat(customer.succeededCharges()).isEqualTo(1);
    }

    @Test
    void a_hanging_provider_answers_when_it_is_let_go() throws Exception {
        customer.dial("{\"hang\": true}");
        var call = calls.formLater(Customer.INTENTS, Customer.payment("2500", "pm_card_visa"));
        assertThat(customer.succeededCharges()).isZero();
        assertThat(call).isNotDone();

        customer.dial("{\"hang\": false}");
        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(200);
    }

    @Test
    void dials_change_what_is_answered() throws Exception {
        customer.dial("{\"errorNext\": 1}");
        assertThat(customer.pay("pm_card_visa").at("/error/type")).isEqualTo("api_error");
        customer.dial("{\"errorRate\": 0.5}");
        assertThat(List.of(
                        customer.pay("pm_card_visa").status(),
                        customer.pay("pm_card_visa").status()))
                .containsExactly(200, 500);
        customer.dial("{\"errorRate\": 0, \"declineCode\": \"never_seen_before\"}");
        assertThat(customer.pay("pm_card_visa").at("/error/decline_code")).isEqualTo("never_seen_before");
        customer.dial("{\"declineCode\": \"\", \"changedField\": \"status\"}");
        var renamed = customer.pay("pm_card_visa").json();
        assertThat(renamed.has("status")).isFalse();
        assertThat(renamed.path("status_renamed").asString()).isEqualTo("succeeded");
    }

    @Test
    void a_dial_that_does_not_exist_or_does_not_fit_turns_nothing() throws Exception {
        assertThat(calls.json("PUT", "/simulator/dials", "{\"hang\": true, \"hnag\": true}")
                        .status())
                .isEqualTo(400);
        assertThat(calls.json("PUT", "/simulator/dials", "{\"hang\": 1}").status())
                .isEqualTo(400);
        assertThat(calls.json("PUT", "/simulator/dials", "{").status()).isEqualTo(400);
        assertThat(calls.get("/simulator/dials").json().path("hang").asBoolean())
                .isFalse();
    }

    @Test
    void what_was_charged_is_still_charged_after_a_torn_write_and_a_restart() throws Exception {
        var first = customer.withIdempotencyKey("order-7").pay("pm_card_visa");
        simulator.close();
        Files.writeString(state.resolve("journal.jsonl"), "{\"put\":[{\"kind\":\"cha", StandardOpenOption.APPEND);

        open();
        var again = customer.withIdempotencyKey("order-7").pay("pm_card_visa");
        assertThat(again.text()).isEqualTo(first.text());
        customer.pay("pm_card_visa");
        simulator.close();

        open();
        assertThat(customer.succeededCharges()).isEqualTo(2);
    }

    @Test
    void a_reset_forgets_charges_keys_and_dials() throws Exception {
        customer.pay("pm_card_visa");
        customer.dial("{\"hang\": true}");
        calls.json("POST", "/simulator/reset", "");

        assertThat(customer.succeededCharges()).isZero();
        assertThat(calls.get("/simulator/dials").json().path("hang").asBoolean())
                .isFalse();
    }
}
