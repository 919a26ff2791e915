package dev.fairground.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentSimulatorTest {

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
    void a_confirmed_intent_charges_the_card() throws Exception {
        var intent = customer.pay("pm_card_visa");

        assertThat(intent.status()).isEqualTo(200);
        assertThat(intent.at("/object")).isEqualTo("payment_intent");
        assertThat(intent.at("/status")).isEqualTo("succeeded");
        assertThat(intent.json().path("amount_received").asLong()).isEqualTo(2500);
        assertThat(intent.at("/currency")).isEqualTo("eur");
        assertThat(intent.at("/metadata/reference")).isEqualTo("order-7");
        assertThat(calls.get(Customer.INTENTS + "/" + intent.at("/id")).text()).isEqualTo(intent.text());
        var charge = calls.get("/v1/charges/" + intent.at("/latest_charge")).json();
        assertThat(charge.path("amount_captured").asLong()).isEqualTo(2500);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_chargeDeclined, card_declined, generic_decline",
        "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_chargeDeclinedExpiredCard, expired_card, expired_card",
        "pm_card_radarBlock, card_declined, fraudulent"
    })
    void a_bad_card_is_declined_and_the_intent_waits_for_another(String card, String code, String declineCode)
            throws Exception {
        var declined = customer.pay(card);

        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.at("/error/type")).isEqualTo("card_error");
        assertThat(declined.at("/error/code")).isEqualTo(code);
        assertThat(declined.at("/error/decline_code")).isEqualTo(declineCode);
        var id = declined.at("/error/payment_intent/id");
        assertThat(calls.get(Customer.INTENTS + "/" + id).at("/last_payment_error/decline_code"))
                .isEqualTo(declineCode);
        assertThat(calls.form(Customer.INTENTS + "/" + id + "/confirm", "payment_method", "pm_card_visa")
                        .at("/status"))
                .isEqualTo("succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 12.5, parameter_invalid_integer",
        "amount, -1, parameter_invalid_integer",
        "amount, 49, amount_too_small",
        "amount, 100000000, amount_too_large",
        "currency, euro, parameter_invalid_string",
        "payment_method, visa, resource_missing",
        "colour, red, parameter_unknown"
    })
    void a_wrong_parameter_is_refused_by_name(String param, String value, String code) throws Exception {
        var refused =
                calls.form(Customer.INTENTS, "amount", "2500", "currency", "eur", "confirm", "true", param, value);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/type")).isEqualTo("invalid_request_error");
        assertThat(refused.at("/error/param")).isEqualTo(param);
        assertThat(refused.at("/error/code")).isEqualTo(code);
    }

    @Test
    void a_stranger_with_another_key_gets_nothing() throws Exception {
        var stranger = new Calls(simulator.uri(), "Authorization", "Bearer another");

        assertThat(stranger.form(Customer.INTENTS, "amount", "2500").status()).isEqualTo(401);
        assertThat(new Calls(simulator.uri()).get(Customer.INTENTS).status()).isEqualTo(401);
    }

    @Test
    void what_does_not_exist_is_404_in_the_envelope() throws Exception {
        assertThat(calls.get(Customer.INTENTS + "/pi_none").at("/error/code")).isEqualTo("resource_missing");
        assertThat(calls.get(Customer.INTENTS + "/pi_none").status()).isEqualTo(404);
        assertThat(calls.get("/v1/teapots").status()).isEqualTo(404);
        assertThat(calls.get("/v1/teapots").at("/error/type")).isEqualTo("invalid_request_error");
    }

    @Test
    void fifty_calls_at_once_with_one_key_charge_once() throws Exception {
        var keyed = customer.withIdempotencyKey("order-7");
        var all = IntStream.range(0, 50)
                .mapToObj(_ -> keyed.calls()
                        .formLater(
                                Customer.INTENTS,
                                "amount",
                                "2500",
                                "currency",
                                "eur",
                                "payment_method",
                                "pm_card_visa",
                                "confirm",
                                "true"))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join)).containsOnly(200);
        assertThat(customer.succeededCharges()).isEqualTo(1);
    }

    @Test
    void a_key_answers_again_what_it_answered_even_a_decline() throws Exception {
        var keyed = customer.withIdempotencyKey("order-7");
        var first = keyed.pay("pm_card_visa_chargeDeclined");
        var second = keyed.pay("pm_card_visa_chargeDeclined");

        assertThat(second.status()).isEqualTo(402);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.response().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
    }

    @Test
    void a_key_with_other_parameters_is_refused() throws Exception {
        var keyed = customer.withIdempotencyKey("order-7");
        keyed.pay("pm_card_visa");
        var other = keyed.calls().form(Customer.INTENTS, Customer.payment("2600", "pm_card_visa"));

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.at("/error/type")).isEqualTo("idempotency_error");
    }

    @Test
    void an_authorisation_is_captured_or_given_up_but_money_taken_is_not_cancelled() throws Exception {
        var first = customer.authorise();
        var second = customer.authorise();

        assertThat(calls.form(Customer.INTENTS + "/" + first + "/capture").at("/status"))
                .isEqualTo("succeeded");
        assertThat(calls.form(Customer.INTENTS + "/" + second + "/cancel").at("/status"))
                .isEqualTo("canceled");
        var refused = calls.form(Customer.INTENTS + "/" + first + "/cancel");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/code")).isEqualTo("payment_intent_unexpected_state");
        assertThat(customer.eventTypes()).containsExactly("payment_intent.canceled", "payment_intent.succeeded");
    }

    @Test
    void refunds_never_add_up_to_more_than_the_charge() throws Exception {
        var intent = customer.pay("pm_card_visa").at("/id");

        assertThat(customer.refund(intent, "1000").at("/status")).isEqualTo("succeeded");
        assertThat(customer.refund(intent, "1501").at("/error/param")).isEqualTo("amount");
        assertThat(customer.refund(intent, "1500").status()).isEqualTo(200);
        assertThat(customer.refund(intent, "1").at("/error/code")).isEqualTo("charge_already_refunded");
        var charges = calls.get("/simulator/charges?reference=order-7").json();
        assertThat(charges.path("amountRefunded").asLong()).isEqualTo(2500);
        assertThat(calls.get("/v1/refunds?payment_intent=" + intent).json().path("data"))
                .hasSize(2);
    }

    @Test
    void a_refund_may_end_later_than_it_begins() throws Exception {
        var pending = customer.refund(customer.pay("pm_card_pendingRefund").at("/id"), "2500");
        var failing = customer.refund(customer.pay("pm_card_refundFail").at("/id"), "2500");

        assertThat(pending.at("/status")).isEqualTo("pending");
        assertThat(calls.get("/v1/refunds/" + pending.at("/id")).at("/status")).isEqualTo("succeeded");
        assertThat(failing.at("/status")).isEqualTo("succeeded");
        assertThat(calls.get("/v1/refunds/" + failing.at("/id")).at("/status")).isEqualTo("failed");
        assertThat(customer.eventTypes()).contains("refund.updated", "refund.failed");
    }

    @Test
    void a_list_goes_from_the_newest_to_the_oldest_page_by_page() throws Exception {
        var ids = List.of(
                customer.pay("pm_card_visa").at("/id"),
                customer.pay("pm_card_visa").at("/id"),
                customer.authorise());
        var newest = calls.get(Customer.INTENTS + "?limit=2").json();
        var oldest = calls.get(Customer.INTENTS + "?limit=2&starting_after=" + ids.get(1))
                .json();

        assertThat(newest.path("data").path(0).path("id").asString()).isEqualTo(ids.get(2));
        assertThat(newest.path("has_more").asBoolean()).isTrue();
        assertThat(oldest.path("data").path(0).path("id").asString()).isEqualTo(ids.get(0));
        assertThat(oldest.path("has_more").asBoolean()).isFalse();
    }
}
