package dev.fairground.ops.outage;

import dev.fairground.ops.crash.Node;
import dev.fairground.ops.crash.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All connections that an instance has for requests are held, by handlers of our tests that do nothing else. */
final class Pool {

    /** A handler that holds its connection until its deadline; its path as settings name it. */
    static final String HOLDING = "/api/*/test-slow/holding";

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Pattern ACTIVE = metric("active");
    private static final Pattern MOST = metric("max");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Node instance;

    private Pool(Node instance) {
        this.instance = instance;
    }

    /** {@code crowds} ask the first instance alone. */
    static boolean run(Goals goals, Site site, Supplier<Crowd> crowds) {
        return new Pool(site.instances().getFirst()).hold(goals, crowds);
    }

    private record Probe(String path, int status, double millis) {}

    private boolean hold(Goals goals, Supplier<Crowd> crowds) {
        int size = read(MOST);
        var holders = Stream.generate(this::holder).limit(size).toList();
        Site.await("The holding of all connections", () -> read(ACTIVE) == size);
        long held = System.nanoTime();
        var crowd = crowds.get();
        var released = CompletableFuture.anyOf(holders.toArray(CompletableFuture[]::new));
        var probes = new ArrayList<Probe>();
        int looks = 0;
        int full = 0;
        while (!released.isDone()) {
            for (var address : List.of(
                    instance.at("/livez"),
                    instance.at("/readyz"),
                    instance.managementAt("/actuator/health"),
                    instance.managementAt("/actuator/prometheus"))) {
                probes.add(probe(address));
            }
            if (released.isDone()) break;
            looks++;
            if (read(ACTIVE) == size) full++;
            LockSupport.parkNanos(LOOK.toNanos());
        }
        long free = holders.stream().mapToLong(CompletableFuture::join).min().orElseThrow();
        LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
        crowd.close();
        System.out.printf(
                "All %d connections of instance %s were held for %.1f s; seen held in %d of %d looks.%n",
                size, instance.name(), (free - held) / 1e9, full, looks);
        return judge(goals, crowd, probes, held, free);
    }

    private static boolean judge(Goals goals, Crowd crowd, List<Probe> probes, long held, long free) {
        var others = crowd.others(one -> one.isServed() || one.isPutOff());
        others.forEach((answer, count) -> System.out.printf("%8d %s%n", count, answer));
        goals.atLeast(
                "put off with 503 and Retry-After",
                crowd.between(held, free).filter(Crowd.Seen::isPutOff).count(),
                1,
                "");
        goals.atMost(
                "answered otherwise, or cut",
                others.values().stream().mapToInt(i -> i).sum(),
                0,
                "");
        goals.within(
                "the slowest of those put off",
                crowd.between(held, free)
                        .filter(Crowd.Seen::isPutOff)
                        .mapToDouble(Crowd.Seen::millis)
                        .max()
                        .orElse(0),
                2_000,
                "ms");
        goals.atMost(
                "probes and metrics that did not answer 200",
                probes.stream().filter(probe -> probe.status() != 200).count(),
                0,
                "");
        goals.within(
                "the slowest of those " + probes.size(),
                probes.stream().mapToDouble(Probe::millis).max().orElse(0),
                2_000,
                "ms");
        goals.within(
                "the last to be put off came after the first connection was free",
                (crowd.seen()
                                        .filter(one -> one.due() > free && !one.isServed())
                                        .mapToLong(Crowd.Seen::due)
                                        .max()
                                        .orElse(free)
                                - free)
                        / 1e6,
                1_000,
                "ms");
        return goals.met();
    }

    /** Ends when the connection is free again; tells when. */
    private CompletableFuture<Long> holder() {
        return http.sendAsync(
                        HttpRequest.newBuilder(instance.at(HOLDING.replace("*", "v2")))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .thenApply(_ -> System.nanoTime());
    }

    private Probe probe(URI address) {
        long began = System.nanoTime();
        int status = get(address).statusCode();
        return new Probe(address.getPath(), status, (System.nanoTime() - began) / 1e6);
    }

    private int read(Pattern metric) {
        var found = metric.matcher(
                get(instance.managementAt("/actuator/prometheus")).body());
        if (!found.find()) throw new IllegalStateException("There is no " + metric);
        return (int) Double.parseDouble(found.group(1));
    }

    private HttpResponse<String> get(URI address) {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(address + " does not answer", failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Pattern metric(String which) {
        return Pattern.compile("hikaricp_connections_" + which + "\\{[^}]*pool=\"web\"[^}]*} ([0-9.E]+)");
    }
}
