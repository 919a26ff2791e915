package dev.fairground.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A customer of the payment provider, who always sells the same thing for 25.00. */
record Customer(Calls calls) {

    static final String INTENTS = "/v1/payment_intents";
    static final String KEY = "a-key";

    static Customer of(PaymentSimulator simulator) {
        return new Customer(new Calls(simulator.uri(), "Authorization", "Bearer " + KEY));
    }

    static String[] payment(String amount, String card) {
        return new String[] {
            "amount",
            amount,
            "currency",
            "eur",
            "payment_method",
            card,
            "confirm",
            "true",
            "metadata[reference]",
            "order-7"
        };
    }

    Customer withIdempotencyKey(String key) {
        return new Customer(calls.with("Idempotency-Key", key));
    }

    Calls.Reply pay(String card) throws Exception {
        return calls.form(INTENTS, payment("2500", card));
    }

    String authorise() throws Exception {
        return calls.form(
                        INTENTS,
                        "amount",
                        "2500",
                        "currency",
                        "eur",
                        "payment_method",
                        "pm_card_visa",
                        "confirm",
                        "true",
                        "capture_method",
                        "manual")
                .at("/id");
    }

    Calls.Reply refund(String intent, String amount) throws Exception {
        return calls.form("/v1/refunds", "payment_intent", intent, "amount", amount);
    }

    List<String> eventTypes() throws Exception {
        return calls.get("/v1/events").json().path("data").findValuesAsString("type");
    }

    int succeededCharges() throws Exception {
        return calls.get("/simulator/journal").json().path("succeeded").asInt();
    }

    void dial(String json) throws Exception {
        assertThat(calls.json("PUT", "/simulator/dials", json).status()).isEqualTo(200);
    }
}
