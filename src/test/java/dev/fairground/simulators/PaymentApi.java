package dev.fairground.simulators;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything under {@code /v1}: who may call, what the dials do to a call, and which events come of it. */
final class PaymentApi {

    private static final String INTENTS = "/v1/payment_intents";

    @FunctionalInterface
    private interface Call {
        Answer make() throws InterruptedException;
    }

    private final PaymentSettings settings;
    private final Dials dials;
    private final Documents documents;
    private final PaymentBooks books;
    private final Webhooks webhooks;
    private final Refunds refunds = new Refunds();
    private final Payouts payouts;

    PaymentApi(PaymentSettings settings, Dials dials, Documents documents, Webhooks webhooks) {
        this.settings = settings;
        this.dials = dials;
        this.documents = documents;
        this.books = new PaymentBooks(documents, settings);
        this.webhooks = webhooks;
        this.payouts = new Payouts(dials);
    }

    void serveOn(SimulatorServer server) {
        var intents = new PaymentIntents(dials);
        changing(server, INTENTS, (_, form, change) -> intents.create(form, change));
        changing(
                server,
                INTENTS + "/{id}/confirm",
                (asked, form, change) -> intents.confirm(asked.variable("id"), form, change));
        changing(
                server,
                INTENTS + "/{id}/capture",
                (asked, form, change) -> intents.capture(asked.variable("id"), form, change));
        changing(
                server,
                INTENTS + "/{id}/cancel",
                (asked, form, change) -> intents.cancel(asked.variable("id"), form, change));
        changing(server, "/v1/refunds", (_, form, change) -> refunds.create(form, change));
        reading(server, INTENTS, "payment_intent");
        reading(server, "/v1/charges", "charge", "payment_intent");
        reading(server, "/v1/refunds", "refund", "payment_intent", "charge");
        changing(
                server, "/v1/disputes/{id}/close", (asked, _, change) -> refunds.concede(asked.variable("id"), change));
        reading(server, "/v1/disputes", "dispute", "payment_intent", "charge");
        changing(server, "/v1/payouts", (_, form, change) -> payouts.create(form, change));
        reading(server, "/v1/payouts", "payout", "destination", "status");
        reading(server, "/v1/balance_transactions", "balance_transaction", "type", "source");
        reading(server, "/v1/events", "event", "type");
        server.otherwise(request -> called(request, () -> {
            throw StripeError.unknownUrl(request);
        }));
    }

    /** A buyer's bank takes the buyer's side. */
    Answer dispute(Request request) throws InterruptedException {
        return refusing(() -> announced(
                books.run(request, (_, form, change) -> refunds.dispute(form.required("payment_intent"), change))));
    }

    /** A buyer's bank takes the merchant's side in the end. */
    Answer disputeWon(Request request) throws InterruptedException {
        return refusing(() ->
                announced(books.run(request, (asked, _, change) -> refunds.win(asked.variable("id"), change))));
    }

    Answer resend(String event) throws InterruptedException {
        return refusing(() -> {
            if (documents.find("event", event).isEmpty()) throw StripeError.noSuch("event", "id", event);
            var _ = webhooks.enqueue(List.of(event)); // the answer does not wait for it
            return Answer.json(202, Json.object().put("resent", event));
        });
    }

    /** Brings refunds and payouts that were answered as pending to their end. */
    void settle() {
        for (var payout : documents.all("payout")) {
            if (!payouts.arrives(payout)) continue;
            var change = books.run(happening -> payouts.settle(payout.path("id").asString(), happening));
            var _ = webhooks.enqueue(change.events()); // a settlement waits for nobody
        }
        for (var refund : documents.all(Refunds.UNSETTLED)) {
            if (refund.path("settled").asBoolean()) continue;
            var change =
                    books.run(happening -> refunds.settle(refund.path("refund").asString(), happening));
            var _ = webhooks.enqueue(change.events()); // a settlement waits for nobody
        }
    }

    /** Answers and events leave through here, so that a changed field is changed everywhere. */
    static JsonNode disguised(JsonNode answer, Dials dials) {
        var added = dials.text("addedField");
        if (!added.isEmpty() && answer instanceof ObjectNode object) object.put(added, "of tomorrow");
        var changed = dials.text("changedField");
        return changed.isEmpty()
                ? answer
                : Json.renamed(answer, name -> name.equals(changed) ? name + "_renamed" : name);
    }

    private void changing(SimulatorServer server, String path, PaymentBooks.Operation operation) {
        server.on(
                "POST",
                path,
                request -> called(request, () -> {
                    var answer = announced(books.run(request, operation));
                    settle();
                    return dials.takeOne("answerLost") ? Answer.LOST : answer;
                }));
    }

    private void reading(SimulatorServer server, String path, String kind, String... filters) {
        var lists = new PaymentLists(documents);
        server.on("GET", path, request -> called(request, () -> Answer.json(lists.list(kind, request, filters))));
        server.on(
                "GET",
                path + "/{id}",
                request -> called(
                        request,
                        () -> Answer.json(documents
                                .find(kind, request.variable("id"))
                                .orElseThrow(() -> StripeError.noSuch(kind, "id", request.variable("id"))))));
    }

    private Answer called(Request request, Call call) throws InterruptedException {
        dials.hold();
        return refusing(() -> {
            if (!request.header("authorization").orElse("").equals("Bearer " + settings.apiKey())) {
                throw StripeError.unauthorized();
            }
            if (dials.failsNow()) throw StripeError.outage();
            var answer = call.make();
            return answer == Answer.LOST ? answer : answer.map(body -> disguised(miscounted(body), dials));
        });
    }

    private JsonNode miscounted(JsonNode answer) {
        long tooMuch = dials.number("miscounted");
        if (tooMuch == 0) return answer;
        for (var line : answer.path("data").values()) {
            if (line instanceof ObjectNode object && line.has("net"))
                object.put("amount", line.path("amount").asLong() + tooMuch);
        }
        return answer;
    }

    private static Answer refusing(Call call) throws InterruptedException {
        try {
            return call.make();
        } catch (StripeError refused) {
            return refused.answer();
        } catch (IllegalArgumentException malformed) {
            return StripeError.invalid("parameter_invalid", String.valueOf(malformed.getMessage()), "body")
                    .answer();
        }
    }

    /** Events go out only after the commit, and outside the lock: the receiver may ask back while we wait for it. */
    private Answer announced(PaymentBooks.Result result) throws InterruptedException {
        var sent = webhooks.enqueue(result.change().events());
        if (dials.on("webhookBeforeAnswer")) {
            try {
                sent.get(5, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException late) {
                // The answer then comes first after all, as it would in the world.
            }
        }
        return result.answer();
    }
}
