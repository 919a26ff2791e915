package dev.fairground.simulators;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What one call does to the provider's books: committed as a whole together with the events that tell of it. */
final class Change {

    private final Documents documents;
    private final Instant now;
    private final List<Documents.Put> puts = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    Change(Documents documents, Instant now) {
        this.documents = documents;
        this.now = now;
    }

    static String id(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A new object with what all of Stripe's objects have. */
    ObjectNode create(String type, String prefix) {
        return Json.object()
                .put("id", id(prefix))
                .put("object", type)
                .put("created", now.getEpochSecond())
                .put("livemode", false);
    }

    /** An object to change, named by the parameter that refers to it; {@code "id"} means the path. */
    ObjectNode load(String type, String param, String id) {
        return documents.find(type, id).orElseThrow(() -> StripeError.noSuch(type, param, id));
    }

    /** As committed, oldest first; for reading only. */
    List<ObjectNode> all(String type) {
        return documents.all(type);
    }

    long seconds() {
        return now.getEpochSecond();
    }

    void keep(ObjectNode object) {
        keep(object.path("object").asString(), object.path("id").asString(), object);
    }

    void keep(String kind, String id, ObjectNode document) {
        puts.add(new Documents.Put(kind, id, document));
    }

    /** Tells of the object as it is at this moment. */
    void announce(String eventType, ObjectNode object) {
        var event = create("event", "evt").put("api_version", "2024-06-20").put("type", eventType);
        event.put("pending_webhooks", 1).putObject("data").set("object", object.deepCopy());
        keep(event);
        events.add(event.path("id").asString());
    }

    void commit() {
        documents.commit(puts);
    }

    List<String> events() {
        return events;
    }
}
