package dev.fairground.simulators;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A "no" in Stripe's words and envelope. */
final class StripeError extends RuntimeException {

    private final int status;
    private final ObjectNode error;

    private StripeError(int status, String type, String message, Map<String, String> more) {
        super(message);
        this.status = status;
        this.error = Json.object().put("type", type).put("message", message);
        more.forEach(error::put);
    }

    static StripeError unauthorized() {
        return new StripeError(401, "invalid_request_error", "Invalid API Key provided.", Map.of());
    }

    static StripeError unknownUrl(Request request) {
        var message = "Unrecognized request URL (" + request.method() + ": " + request.path() + ").";
        return new StripeError(404, "invalid_request_error", message, Map.of());
    }

    static StripeError noSuch(String noun, String param, String id) {
        return new StripeError(
                param.equals("id") ? 404 : 400,
                "invalid_request_error",
                "No such " + noun + ": '" + id + "'",
                Map.of("code", "resource_missing", "param", param));
    }

    static StripeError missing(String param) {
        return invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    static StripeError unknown(String param) {
        return invalid("parameter_unknown", "Received unknown parameter: " + param, param);
    }

    static StripeError invalid(String code, String message, String param) {
        return new StripeError(400, "invalid_request_error", message, Map.of("code", code, "param", param));
    }

    static StripeError refundTooLarge(long asked, long left) {
        var message = "Refund amount (" + asked + ") is greater than unrefunded amount on charge (" + left + ").";
        return new StripeError(400, "invalid_request_error", message, Map.of("param", "amount"));
    }

    static StripeError conflict(String code, String message) {
        return new StripeError(400, "invalid_request_error", message, Map.of("code", code));
    }

    static StripeError otherParameters(String key) {
        var message =
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                        + "Try using a key other than '" + key + "' if you meant to execute a different request.";
        return new StripeError(400, "idempotency_error", message, Map.of());
    }

    static StripeError outage() {
        return new StripeError(500, "api_error", "An unexpected error occurred. It is on our side.", Map.of());
    }

    /** The one refusal that leaves something behind: a failed charge, and an intent that waits for another card. */
    static StripeError declined(Decline decline, ObjectNode intent, String charge) {
        var refused = new StripeError(402, "card_error", decline.message(), decline.words());
        refused.error.put("charge", charge).set("payment_intent", intent);
        return refused;
    }

    boolean leavesTraces() {
        return status == 402;
    }

    Answer answer() {
        var envelope = Json.object();
        envelope.set("error", error);
        return Answer.json(status, envelope);
    }
}
