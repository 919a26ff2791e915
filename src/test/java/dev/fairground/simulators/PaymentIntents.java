package dev.fairground.simulators;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/payment_intents}: from the wish to be paid to a charge. */
final class PaymentIntents {

    private static final long LEAST_AMOUNT = 50;
    private static final long LARGEST_AMOUNT = 99_999_999;
    private static final Set<String> OPEN = Set.of(
            "requires_payment_method", "requires_confirmation", "requires_capture", "requires_action", "processing");

    private final Dials dials;

    PaymentIntents(Dials dials) {
        this.dials = dials;
    }

    ObjectNode create(Form form, Change change) {
        form.allowing(
                "amount",
                "currency",
                "payment_method",
                "payment_method_types",
                "confirm",
                "capture_method",
                "metadata",
                "transfer_group",
                "description",
                "receipt_email",
                "off_session",
                "automatic_payment_methods");
        var intent = change.create("payment_intent", "pi");
        intent.put("amount", amount(form)).put("amount_capturable", 0).put("amount_received", 0);
        intent.put("currency", currency(form)).put("status", "requires_payment_method");
        intent.put("capture_method", form.text("capture_method").orElse("automatic"));
        intent.put("client_secret", intent.path("id").asString() + "_secret_" + Change.id("s"));
        for (var optional : new String[] {"description", "receipt_email", "transfer_group"}) {
            intent.put(optional, form.text(optional).orElse(null));
        }
        for (var later : new String[] {
            "canceled_at",
            "cancellation_reason",
            "customer",
            "last_payment_error",
            "latest_charge",
            "next_action",
            "payment_method"
        }) {
            intent.putNull(later);
        }
        intent.set("metadata", form.metadata());
        intent.putArray("payment_method_types").add("card");
        form.text("payment_method").ifPresent(card -> attach(card, intent));
        return form.flag("confirm") ? charge(intent, change) : kept(intent, change);
    }

    ObjectNode confirm(String id, Form form, Change change) {
        form.allowing("payment_method", "off_session");
        var intent = change.load("payment_intent", "id", id);
        if (!intent.path("status").asString().matches("requires_(payment_method|confirmation)")) {
            throw unexpectedState("confirm", intent);
        }
        form.text("payment_method").ifPresent(card -> attach(card, intent));
        return charge(intent, change);
    }

    ObjectNode capture(String id, Form form, Change change) {
        form.allowing();
        var intent = change.load("payment_intent", "id", id);
        if (!intent.path("status").asString().equals("requires_capture")) throw unexpectedState("capture", intent);
        var charge = change.load(
                "charge", "latest_charge", intent.path("latest_charge").asString());
        change.keep(charge.put("captured", true)
                .put("amount_captured", intent.path("amount").asLong()));
        return succeed(intent.put("amount_capturable", 0), charge, change);
    }

    ObjectNode cancel(String id, Form form, Change change) {
        form.allowing("cancellation_reason");
        var intent = change.load("payment_intent", "id", id);
        if (!OPEN.contains(intent.path("status").asString())) throw unexpectedState("cancel", intent);
        intent.put("status", "canceled").put("canceled_at", change.seconds()).put("amount_capturable", 0);
        intent.put("cancellation_reason", form.text("cancellation_reason").orElse(null));
        change.announce("payment_intent.canceled", intent);
        return kept(intent, change);
    }

    private static long amount(Form form) {
        long amount = form.amount().orElseThrow(() -> StripeError.missing("amount"));
        if (amount < LEAST_AMOUNT) {
            throw StripeError.invalid("amount_too_small", "Amount must be at least " + LEAST_AMOUNT + ".", "amount");
        }
        if (amount > LARGEST_AMOUNT) {
            throw StripeError.invalid(
                    "amount_too_large", "Amount must be no more than " + LARGEST_AMOUNT + ".", "amount");
        }
        return amount;
    }

    private static String currency(Form form) {
        var currency = form.required("currency").toLowerCase(Locale.ROOT);
        if (currency.matches("[a-z]{3}")) return currency;
        throw StripeError.invalid("parameter_invalid_string", "Invalid currency: " + currency, "currency");
    }

    private static void attach(String card, ObjectNode intent) {
        if (!card.startsWith("pm_card_")) throw StripeError.noSuch("PaymentMethod", "payment_method", card);
        intent.put("payment_method", card).put("status", "requires_confirmation");
    }

    private ObjectNode charge(ObjectNode intent, Change change) {
        if (intent.path("payment_method").isNull()) {
            throw StripeError.conflict(
                    "payment_intent_unexpected_state",
                    "You cannot confirm this PaymentIntent because it's missing a payment method.");
        }
        var charge = charged(intent, change);
        intent.put("latest_charge", charge.path("id").asString());
        var decline = decline(intent.path("payment_method").asString());
        if (decline.isPresent()) throw declined(decline.get(), charge, intent, change);
        boolean captured = intent.path("capture_method").asString().startsWith("automatic");
        change.keep(charge.put("captured", captured)
                .put("amount_captured", captured ? intent.path("amount").asLong() : 0));
        if (captured) return succeed(intent, charge, change);
        intent.put("amount_capturable", intent.path("amount").asLong());
        return kept(intent.put("status", "requires_capture"), change);
    }

    private static ObjectNode charged(ObjectNode intent, Change change) {
        var charge = change.create("charge", "ch");
        charge.put("payment_intent", intent.path("id").asString())
                .put("status", "succeeded")
                .put("paid", true);
        charge.put("amount_refunded", 0).put("refunded", false).put("disputed", false);
        charge.putNull("failure_code").putNull("failure_message");
        for (var same :
                new String[] {"amount", "currency", "description", "metadata", "payment_method", "transfer_group"}) {
            charge.set(same, intent.path(same).deepCopy());
        }
        return charge;
    }

    private Optional<Decline> decline(String card) {
        var dialled = dials.text("declineCode");
        return dialled.isEmpty() ? Decline.of(card) : Optional.of(Decline.withCode(dialled));
    }

    private static StripeError declined(Decline decline, ObjectNode charge, ObjectNode intent, Change change) {
        charge.put("status", "failed").put("paid", false).put("captured", false).put("amount_captured", 0);
        change.keep(charge.put("failure_code", decline.code()).put("failure_message", decline.message()));
        var error =
                intent.putObject("last_payment_error").put("type", "card_error").put("message", decline.message());
        decline.words().forEach(error::put);
        error.put("charge", charge.path("id").asString());
        intent.put("status", "requires_payment_method").putNull("payment_method");
        change.announce("payment_intent.payment_failed", intent);
        return StripeError.declined(
                decline, kept(intent, change), charge.path("id").asString());
    }

    private static ObjectNode succeed(ObjectNode intent, ObjectNode charge, Change change) {
        Balance.move(change, "charge", charge, intent.path("amount").asLong());
        intent.put("status", "succeeded")
                .put("amount_received", intent.path("amount").asLong());
        intent.putNull("last_payment_error");
        change.announce("payment_intent.succeeded", intent);
        return kept(intent, change);
    }

    private static ObjectNode kept(ObjectNode intent, Change change) {
        change.keep(intent);
        return intent;
    }

    private static StripeError unexpectedState(String verb, ObjectNode intent) {
        var status = intent.path("status").asString();
        return StripeError.conflict(
                "payment_intent_unexpected_state",
                "You cannot " + verb + " this PaymentIntent because it has a status of " + status + ".");
    }
}
