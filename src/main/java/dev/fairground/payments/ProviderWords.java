package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.payments.StatementLine.Kind;
import dev.fairground.platform.http.Answer;
import dev.fairground.platform.http.PermanentFailure;
import dev.fairground.platform.http.UnknownOutcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads the provider's documents. A word it does not know is an unknown outcome: a guess here would be a guess about money. */
final class ProviderWords {

    private static final Logger log = LoggerFactory.getLogger(ProviderWords.class);

    private ProviderWords() {}

    static ChargeOutcome charge(JsonNode intent) {
        return switch (text(intent, "status")) {
            case "succeeded" ->
                new ChargeOutcome.Captured(Money.of(
                        number(intent, "amount_received"),
                        text(intent, "currency").toUpperCase(Locale.ROOT)));
            case "canceled" -> new ChargeOutcome.Cancelled();
            case "requires_payment_method" ->
                intent.path("last_payment_error").isObject()
                        ? declined(intent.path("last_payment_error"))
                        : new ChargeOutcome.Pending(text(intent, "id"));
            case "requires_confirmation", "requires_action", "requires_capture", "processing" ->
                new ChargeOutcome.Pending(text(intent, "id"));
            default -> throw unknown("status " + text(intent, "status"));
        };
    }

    static RefundOutcome refund(JsonNode refund) {
        return switch (text(refund, "status")) {
            case "succeeded" -> new RefundOutcome.Completed(text(refund, "id"));
            case "failed", "canceled" -> new RefundOutcome.Failed();
            case "pending", "requires_action" -> new RefundOutcome.Pending(text(refund, "id"));
            default -> throw unknown("status " + text(refund, "status"));
        };
    }

    static PayoutOutcome payout(JsonNode payout) {
        return switch (text(payout, "status")) {
            case "paid" -> new PayoutOutcome.Paid(text(payout, "id"));
            case "pending", "in_transit" -> new PayoutOutcome.OnItsWay(text(payout, "id"));
            case "failed", "canceled" ->
                new PayoutOutcome.Failed(
                        text(payout, "id"),
                        PayoutFailure.ofProvider(payout.path("failure_code").asString("")));
            default -> throw unknown("status " + text(payout, "status"));
        };
    }

    /** Nothing was taken out, so nothing is on its way. */
    static PayoutOutcome refusedPayout(Answer answer) {
        log.error("{}", refused(answer).getMessage());
        return new PayoutOutcome.Refused(
                PayoutFailure.ofProvider(answer.json().at("/error/code").asString("")));
    }

    static DisputeNews dispute(JsonNode dispute) {
        var status = text(dispute, "status").toUpperCase(Locale.ROOT);
        return new DisputeNews(
                text(dispute, "id"),
                text(dispute, "payment_intent"),
                Money.of(number(dispute, "amount"), text(dispute, "currency").toUpperCase(Locale.ROOT)),
                text(dispute, "reason"),
                movement(dispute, "dispute").orElse(null),
                movement(dispute, "dispute_reversal").orElse(null),
                Arrays.stream(DisputeNews.Status.values())
                        .filter(known -> known.name().equals(status))
                        .findFirst()
                        .orElseThrow(() -> unknown("status " + status)));
    }

    static PaymentProvider.StatementPage statement(JsonNode list) {
        var lines = list(list, "data").valueStream().map(ProviderWords::line).toList();
        var next = list.path("has_more").asBoolean() ? lines.getLast().ref() : "";
        return new PaymentProvider.StatementPage(lines, next);
    }

    private static StatementLine line(JsonNode line) {
        var kind = kind(line);
        long fee = kind == Kind.DISPUTE_WITHDRAWN || kind == Kind.DISPUTE_REINSTATED ? number(line, "fee") : 0;
        var currency = text(line, "currency").toUpperCase(Locale.ROOT);
        return new StatementLine(
                text(line, "id"), kind, object(line, kind), Money.of(number(line, "amount") - fee, currency));
    }

    private static Kind kind(JsonNode line) {
        return switch (text(line, "type")) {
            case "charge", "payment" -> Kind.CAPTURE;
            case "refund", "payment_refund" -> Kind.REFUND;
            case "refund_failure", "payment_failure_refund" -> Kind.REFUND_RETURNED;
            case "payout" -> Kind.PAYOUT_SENT;
            case "payout_failure", "payout_cancel" -> Kind.PAYOUT_FAILED;
            case "adjustment" ->
                switch (text(line, "reporting_category")) {
                    case "dispute" -> Kind.DISPUTE_WITHDRAWN;
                    case "dispute_reversal" -> Kind.DISPUTE_REINSTATED;
                    default -> Kind.OTHER;
                };
            default -> Kind.OTHER;
        };
    }

    /** A charge goes by the id of its payment intent here; what we have no books for, by the line's own. */
    private static String object(JsonNode line, Kind kind) {
        return switch (kind) {
            case CAPTURE -> text(line.path("source"), "payment_intent");
            case REFUND, REFUND_RETURNED, DISPUTE_WITHDRAWN, DISPUTE_REINSTATED, PAYOUT_SENT, PAYOUT_FAILED ->
                text(line.path("source"), "id");
            case OTHER -> text(line, "id");
        };
    }

    /** What the dispute moved in our balance, without its sign; empty while it has not. */
    private static Optional<DisputeNews.Movement> movement(JsonNode dispute, String category) {
        var currency = text(dispute, "currency").toUpperCase(Locale.ROOT);
        return list(dispute, "balance_transactions")
                .valueStream()
                .filter(line -> text(line, "reporting_category").equals(category))
                .findFirst()
                .map(line -> new DisputeNews.Movement(
                        Money.of(Math.abs(number(line, "amount")), currency),
                        Money.of(Math.abs(number(line, "fee")), currency)));
    }

    /** A card error is a decline; so is a request that is refused for a card or an amount that the payer chose. */
    static ChargeOutcome refusedCharge(Answer answer) {
        var error = answer.json().path("error");
        if (text(error, "type").equals("card_error")) return declined(error);
        return Decline.ofProvider(error.path("code").asString(""))
                .<ChargeOutcome>map(ChargeOutcome.Declined::new)
                .orElseThrow(() -> refused(answer));
    }

    /** The money is not there to give back any more: given back by hand, or taken by the payer's bank. */
    static RefundOutcome refusedRefund(Answer answer) {
        log.error("{}", refused(answer).getMessage());
        return new RefundOutcome.Failed();
    }

    static boolean hasMovedOn(Answer answer) {
        return answer.json().at("/error/code").asString("").equals("payment_intent_unexpected_state");
    }

    static PermanentFailure refused(Answer answer) {
        var error = answer.json().path("error");
        return new PermanentFailure("The payment provider refused with %d %s %s"
                .formatted(
                        answer.status(),
                        error.path("type").asString(""),
                        error.path("code").asString("")));
    }

    private static ChargeOutcome declined(JsonNode error) {
        var code = error.path("decline_code").asString(error.path("code").asString(""));
        return new ChargeOutcome.Declined(Decline.ofProvider(code).orElseGet(() -> {
            log.warn("A decline code that the catalogue lacks: {}", code);
            return Decline.UNKNOWN_REASON;
        }));
    }

    private static JsonNode list(JsonNode object, String field) {
        var value = object.path(field);
        if (!value.isArray()) throw unknown("no " + field);
        return value;
    }

    private static String text(JsonNode object, String field) {
        var value = object.path(field);
        if (!value.isString()) throw unknown("no " + field);
        return value.stringValue();
    }

    private static long number(JsonNode object, String field) {
        var value = object.path(field);
        if (!value.isIntegralNumber()) throw unknown("no " + field);
        return value.longValue();
    }

    private static UnknownOutcome unknown(String what) {
        return new UnknownOutcome("The payment provider's document has " + what, null);
    }
}
