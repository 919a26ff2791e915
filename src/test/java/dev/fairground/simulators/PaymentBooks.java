package dev.fairground.simulators;

import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes the provider's books one call at a time, and once per idempotency key: the answer is kept in the same line of
 * the journal as the effect, so even a kill leaves both or neither.
 */
final class PaymentBooks {

    /** Something that a form asks for; what it returns is answered. */
    @FunctionalInterface
    interface Operation {
        ObjectNode run(Request request, Form form, Change change);
    }

    /** What to answer, and the events that have come of it. */
    record Result(Answer answer, Change change) {}

    private final Documents documents;
    private final PaymentSettings settings;

    PaymentBooks(Documents documents, PaymentSettings settings) {
        this.documents = documents;
        this.settings = settings;
    }

    /** Calls queue here, so of many with one key the first acts and the others read its answer. */
    synchronized Result run(Request request, Operation operation) {
        var change = new Change(documents, settings.clock().instant());
        var key = request.header("idempotency-key");
        var earlier = key.flatMap(used -> documents.find("idempotency", used));
        if (earlier.isPresent()) return new Result(replay(request, earlier.get()), change);
        var answer = answer(request, operation, change);
        key.ifPresent(used -> change.keep("idempotency", used, remembered(request, answer)));
        change.commit();
        return new Result(answer, change);
    }

    /** For what happens at the provider by itself. */
    synchronized Change run(Consumer<Change> happening) {
        var change = new Change(documents, settings.clock().instant());
        happening.accept(change);
        change.commit();
        return change;
    }

    private static Answer answer(Request request, Operation operation, Change change) {
        try {
            return Answer.json(operation.run(request, new Form(request.form()), change));
        } catch (StripeError refused) {
            if (refused.leavesTraces()) return refused.answer();
            throw refused;
        }
    }

    private static ObjectNode remembered(Request request, Answer answer) {
        var remembered = Json.object().put("request", fingerprint(request)).put("status", answer.status());
        remembered.set("body", Json.parse(answer.text()));
        return remembered;
    }

    private static Answer replay(Request request, ObjectNode earlier) {
        if (!earlier.path("request").asString().equals(fingerprint(request))) {
            throw StripeError.otherParameters(request.header("idempotency-key").orElseThrow());
        }
        return Answer.json(earlier.path("status").asInt(), earlier.path("body")).with("Idempotent-Replayed", "true");
    }

    private static String fingerprint(Request request) {
        return request.method() + " " + request.path() + " " + new TreeMap<>(request.form());
    }
}
