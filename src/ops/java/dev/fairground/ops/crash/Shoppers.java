package dev.fairground.ops.crash;

import dev.fairground.ops.bench.Buyers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Buyers who want one thing each and do not give up: what is not answered is sent again under the same key, until there is an answer. Each
 * fourth waits until the order is paid and then cancels it, which gives the money back.
 */
final class Shoppers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService running = Executors.newVirtualThreadPerTaskExecutor();
    private final String base;
    private final Buyers buyers;
    private final Map<String, String> orders = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    Shoppers(int port, Buyers buyers) {
        this.base = "http://localhost:" + port;
        this.buyers = buyers;
    }

    /** One more comes. */
    void come() {
        int number = begun.getAndIncrement();
        running.execute(() -> {
            try {
                shop(number);
            } catch (RuntimeException trouble) {
                complaints.add("shopper " + number + ": " + trouble.getMessage());
            }
        });
    }

    /** Waits until each has what they came for, or has complained. */
    @Override
    public void close() {
        running.shutdown();
        try {
            if (!running.awaitTermination(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                complaints.add("some shoppers are waiting still");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The order by its key, of each that was answered with one. */
    Map<String, String> orders() {
        return orders;
    }

    Queue<String> complaints() {
        return complaints;
    }

    int begun() {
        return begun.get();
    }

    int sentAgain() {
        return sentAgain.get();
    }

    int cancelled() {
        return cancelled.get();
    }

    private void shop(int number) {
        var buyer = buyers.buyer();
        var key = UUID.randomUUID().toString();
        var body = "{\"lines\":[{\"listing\":\"" + buyers.thing().listing()
                + "\",\"quantity\":1}],\"paymentMethod\":\"pm_card_visa\"}";
        var placed = persist("POST", "/api/v2/orders", buyer, key, body);
        var order = JSON.readTree(placed.body()).path("id").asString("");
        if (placed.statusCode() != 201 || order.isEmpty()) {
            throw new IllegalStateException("ordered and was answered " + placed.statusCode() + " " + placed.body());
        }
        orders.put(key, order);
        if (number % 4 != 0) return;
        awaitPaid(buyer, order);
        var answer = persist(
                "PUT",
                "/api/v2/orders/" + order + "/cancellation",
                buyer,
                UUID.randomUUID().toString(),
                "");
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("cancelled and was answered " + answer.statusCode() + " " + answer.body());
        }
        cancelled.incrementAndGet();
    }

    private void awaitPaid(Buyers.Buyer buyer, String order) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var seen = persist("GET", "/api/v2/orders/" + order, buyer, "", "");
            if (JSON.readTree(seen.body()).path("state").asString("").equals("PAID")) return;
            pause();
        }
        throw new IllegalStateException("order " + order + " was not paid in time");
    }

    /** Again and again, until the answer is one: neither lost on its way nor that somebody is at it or cannot be. */
    private HttpResponse<String> persist(String method, String path, Buyers.Buyer buyer, String key, String body) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int times = 0; System.nanoTime() < deadline; times++) {
            if (times > 0) {
                sentAgain.incrementAndGet();
                pause();
            }
            try {
                var answer = http.send(request(method, path, buyer, key, body), HttpResponse.BodyHandlers.ofString());
                boolean inFlight = answer.statusCode() == 409 && answer.body().contains("request-in-flight");
                if (answer.statusCode() < 500 && !inFlight && answer.statusCode() != 429) return answer;
            } catch (IOException brokeOff) {
                // and nobody knows whether it was done: the same key finds out
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        throw new IllegalStateException(method + " " + path + " had no answer in time");
    }

    private HttpRequest request(String method, String path, Buyers.Buyer buyer, String key, String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + buyer.token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) request.header("Idempotency-Key", key);
        return request.build();
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
}
