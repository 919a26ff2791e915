package dev.fairground.ops.outage;

import dev.fairground.ops.bench.Addresses;
import dev.fairground.ops.bench.Buyers;
import dev.fairground.ops.bench.Latencies;
import dev.fairground.ops.crash.Node;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Visitors who come at a rate, whatever those before them were answered, and ask each instance in turn: of twenty eight list, five look at one
 * thing, one opens the front page, five buy, and one tries to log in. Nobody asks twice. What each was answered is kept.
 */
final class Crowd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Node> instances;
    private final Buyers buyers;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final Thread coming;
    private volatile boolean going = true;

    Crowd(List<Node> instances, Buyers buyers, int perSecond) {
        this.instances = instances;
        this.buyers = buyers;
        this.coming = Thread.ofVirtual().start(() -> come(perSecond));
    }

    /**
     * One who came.
     *
     * @param due when they came, by {@link System#nanoTime()}
     * @param status 0 where there was no answer
     * @param saysWhen whether the answer says when to come again
     */
    record Seen(String instance, String what, boolean changes, long due, long done, int status, boolean saysWhen) {

        boolean isServed() {
            return status / 100 == 2 || status == 401 && what.contains("tokens");
        }

        boolean isPutOff() {
            return status == 503 && saysWhen;
        }

        double millis() {
            return (done - due) / 1e6;
        }
    }

    Stream<Seen> seen() {
        return seen.stream();
    }

    Stream<Seen> between(long from, long to) {
        return seen.stream().filter(one -> one.due() >= from && one.due() < to);
    }

    /** The orders that were confirmed. */
    Set<String> orders() {
        return orders;
    }

    /** How often each answer was given of which {@code wanted} does not hold. */
    Map<String, Integer> others(Predicate<Seen> wanted) {
        var others = new TreeMap<String, Integer>();
        seen.stream()
                .filter(wanted.negate())
                .forEach(one ->
                        others.merge(one.what() + " " + (one.status() == 0 ? "cut" : one.status()), 1, Integer::sum));
        return others;
    }

    /** When, after {@code since}, each instance had served a reader and a buyer; empty until then. */
    OptionalLong allServed(long since) {
        long last = since;
        for (var instance : instances) {
            for (boolean changing : List.of(false, true)) {
                var first = seen.stream()
                        .filter(one -> one.instance().equals(instance.name())
                                && one.what().startsWith(changing ? "POST /api/v2/orders" : "GET /api/v2/listings?")
                                && one.isServed()
                                && one.done() > since)
                        .mapToLong(Seen::done)
                        .min();
                if (first.isEmpty()) return first;
                last = Math.max(last, first.getAsLong());
            }
        }
        return OptionalLong.of(last);
    }

    static double percentile(Stream<Seen> of, double share) {
        var latencies = new Latencies();
        of.forEach(one -> latencies.add(one.done() - one.due()));
        return latencies.millis(share);
    }

    private void come(int perSecond) {
        var random = new Random(7);
        double due = System.nanoTime();
        for (long number = 0; going; number++) {
            due += -Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
            for (long left = (long) due - System.nanoTime(); left > 0; left = (long) due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long it = number;
            long at = (long) due;
            visitors.execute(() -> visit(it, at));
        }
    }

    private void visit(long number, long due) {
        var instance = instances.get((int) (number % instances.size()));
        long kind = number / instances.size() * 7 % 20; // spread, so that the mix is even at any moment
        if (kind < 8) get(instance, "/api/v2/listings?limit=24", "GET /api/v2/listings?", due);
        else if (kind < 13)
            get(instance, "/api/v2/listings/" + buyers.thing().listing(), "GET /api/v2/listings/{id}", due);
        else if (kind < 14) get(instance, "/", "GET /", due);
        else if (kind < 19) buy(instance, due);
        else logIn(instance, due);
    }

    private void get(Node instance, String path, String what, long due) {
        var request = HttpRequest.newBuilder(instance.at(path))
                .header("Accept", path.equals("/") ? "text/html" : "application/json");
        send(instance, what, false, request, due);
    }

    private void buy(Node instance, long due) {
        send(
                instance,
                "POST /api/v2/orders",
                true,
                HttpRequest.newBuilder(instance.at("/api/v2/orders"))
                        .header("Authorization", "Bearer " + buyers.buyer().token())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"lines\":[{\"listing\":\""
                                + buyers.thing().listing()
                                + "\",\"quantity\":1}],\"paymentMethod\":\"pm_card_visa\"}")),
                due);
    }

    /** With the wrong password, which costs us as much as the right one. */
    private void logIn(Node instance, long due) {
        send(
                instance,
                "POST /api/v2/tokens",
                true,
                HttpRequest.newBuilder(instance.at("/api/v2/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"email\":\"nobody-" + due
                                                + "@fairground.test\",\"password\":\"not the right one\",\"name\":\"outage\",\"scopes\":[\"orders:read\"]}")),
                due);
    }

    private void send(Node instance, String what, boolean changes, HttpRequest.Builder request, long due) {
        int status = 0;
        boolean saysWhen = false;
        try {
            var answer = http.send(
                    request.header("X-Forwarded-For", Addresses.any())
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            status = answer.statusCode();
            saysWhen = answer.headers().firstValue("Retry-After").isPresent();
            if (status == 201)
                orders.add(JSON.readTree(answer.body()).path("id").asString(""));
        } catch (IOException cut) {
            // which is status 0
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        seen.add(new Seen(instance.name(), what, changes, due, System.nanoTime(), status, saysWhen));
    }

    /** Nobody comes any more; returns when the last has their answer. */
    @Override
    public void close() {
        going = false;
        try {
            coming.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        visitors.close();
    }
}
