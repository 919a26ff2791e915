package dev.fairground.simulators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** Sends events to the customer's endpoint, at least once each and again for three days until it answers 2xx. */
final class Webhooks implements AutoCloseable {

    private static final Duration GIVES_UP_AFTER = Duration.ofDays(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Documents documents;
    private final Sender from;
    private final Dials dials;
    private final Deliveries deliveries;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Thread sender = Thread.ofVirtual().name("webhooks").unstarted(this::send);

    /** Who sends, as a receiver knows them: the header that holds the signature, and each live secret. */
    record Sender(String header, List<String> secrets, Clock clock) {}

    Webhooks(Documents documents, Sender from, Dials dials) {
        this.documents = documents;
        this.from = from;
        this.dials = dials;
        this.deliveries = new Deliveries(dials);
    }

    /** Goes on with what was under way when the simulator last stopped. */
    void start() {
        for (var event : documents.all("event")) {
            var id = event.path("id").asString();
            if (documents.find("delivered", id).isEmpty()) deliveries.add(id);
        }
        sender.start();
    }

    /** The dials that say how events are sent; {@code webhookUrl} is where to, nowhere yet if it is empty. */
    static Map<String, Object> dials(String webhookUrl) {
        return Map.of(
                "webhookUrl",
                webhookUrl,
                "webhookDelayMillis",
                0L,
                "webhookDuplicate",
                false,
                "webhookReorder",
                false,
                "webhookBeforeAnswer",
                false,
                "webhookLossRate",
                0.0,
                "webhooksOff",
                false,
                "changedField",
                "",
                "addedField",
                "");
    }

    /** The future completes when each of them was sent once. */
    CompletableFuture<Void> enqueue(List<String> eventIds) {
        return CompletableFuture.allOf(
                eventIds.stream().map(id -> deliveries.add(id).attempted).toArray(CompletableFuture[]::new));
    }

    int waiting() {
        return deliveries.size();
    }

    void forget() {
        deliveries.clear();
    }

    private void send() {
        try {
            while (true) {
                var delivery = deliveries.take();
                if (!attempted(delivery.eventId)) deliveries.again(delivery);
                delivery.attempted.complete(null);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether that was the last attempt. One that breaks down must not take the ones after it along. */
    private boolean attempted(String eventId) throws InterruptedException {
        try {
            var event = documents.find("event", eventId);
            // An event that a reset has wiped out is nobody's any more.
            return event.isEmpty() || delivered(event.get());
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            return false;
        }
    }

    private boolean delivered(ObjectNode event) throws InterruptedException {
        var now = from.clock().instant();
        var created = Instant.ofEpochSecond(event.path("created").asLong());
        boolean tooOld = created.plus(GIVES_UP_AFTER).isBefore(now);
        boolean givenUp = tooOld || dials.takeShare("webhookLossRate");
        if (!givenUp && !accepted(event, now)) return false;
        if (!givenUp && dials.on("webhookDuplicate")) accepted(event, now);
        var id = event.path("id").asString();
        var result = Json.object().put("event", id).put("at", now.toString()).put("gaveUp", givenUp);
        documents.commit(List.of(new Documents.Put("delivered", id, result)));
        return true;
    }

    private boolean accepted(ObjectNode event, Instant now) throws InterruptedException {
        var body = PaymentApi.disguised(event, dials).toString();
        try {
            var request = HttpRequest.newBuilder(URI.create(dials.text("webhookUrl")))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header(from.header(), WebhookSignature.header(body, now, from.secrets()))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException | IllegalArgumentException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        sender.interrupt();
        client.shutdownNow();
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
