package dev.fairground.ops;

import dev.fairground.ops.bench.Latencies;
import dev.fairground.testing.Api;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** What was answered, by kind of visit. Visitors tell at once. */
final class TrafficTally {

    /** Enough to see what is the matter; the table counts them all. */
    private static final int FAULTS_TOLD = 5;

    private static final String COLUMNS = "%-14s %7s %8s %8s %8s %7s %8s %8s %8s %8s%n";

    private final Map<TrafficVisit, Row> rows = new EnumMap<>(TrafficVisit.class);
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Row> window = new AtomicReference<>(new Row());
    private final Latencies untilPaid = new Latencies();

    TrafficTally() {
        for (var visit : TrafficVisit.values()) rows.put(visit, new Row());
    }

    void arrived(TrafficVisit visit) {
        row(visit).visits.increment();
        window().visits.increment();
    }

    /** {@code since} is when it was due to be asked, by {@link System#nanoTime}. Empty where the answer is a fault of ours. */
    Optional<Api.Answer> answered(TrafficVisit visit, long since, Supplier<Api.Answer> request) {
        return timed(visit, since, request).filter(answer -> {
            if (answer.status() < 300) ok(visit);
            else if (isTrade(answer)) refused(visit, answer);
            else failed(visit, kind(answer), said(answer));
            return answer.status() < 300 || isTrade(answer);
        });
    }

    /** As {@link #answered}, where nothing but a refusal is right. */
    void refusedInput(TrafficVisit visit, long since, Supplier<Api.Answer> request) {
        timed(visit, since, request).ifPresent(answer -> {
            if (answer.status() / 100 == 4) refused(visit, answer);
            else failed(visit, kind(answer), said(answer));
        });
    }

    private Optional<Api.Answer> timed(TrafficVisit visit, long since, Supplier<Api.Answer> request) {
        try {
            var answer = request.get();
            long took = System.nanoTime() - since;
            row(visit).latencies.add(took);
            window().latencies.add(took);
            return Optional.of(answer);
        } catch (UncheckedIOException broken) {
            failed(visit, "no answer", String.valueOf(broken.getCause()));
            return Optional.empty();
        }
    }

    void paid(long since) {
        untilPaid.add(System.nanoTime() - since);
    }

    /** {@code what} as it stands in the table, {@code told} for whoever has to find out. */
    void failed(TrafficVisit visit, String what, String told) {
        count(row(visit).failed, what);
        count(window().failed, what);
        faults.add(visit + ": " + what + ", " + told);
    }

    long failed() {
        return faults.size();
    }

    /** What came since the last line. */
    void printLine(long seconds) {
        var last = Objects.requireNonNull(window.getAndSet(new Row()));
        System.out.printf(
                "%5d s  %5d came  %6d ok  %5d refused  %4d failed   p50 %,.0f ms   p99 %,.0f ms%n",
                seconds,
                last.visits.sum(),
                last.ok.sum(),
                sum(last.refused),
                sum(last.failed),
                last.latencies.millis(0.5),
                last.latencies.millis(0.99));
    }

    void printTable() {
        System.out.printf(
                "%n" + COLUMNS,
                "visit",
                "came",
                "asked",
                "ok",
                "refused",
                "failed",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "max ms");
        rows.forEach((visit, row) -> {
            if (row.visits.sum() > 0) row.print(visit.name());
        });
        System.out.printf(
                "%d orders were paid, after %,.0f ms (p50) and %,.0f ms (p99).%n",
                untilPaid.count(), untilPaid.millis(0.5), untilPaid.millis(0.99));
        faults.stream().limit(FAULTS_TOLD).forEach(fault -> System.out.println("✗ " + fault));
    }

    private void ok(TrafficVisit visit) {
        row(visit).ok.increment();
        window().ok.increment();
    }

    /** Somebody else was faster, or wants too much at once: that is trade, and no fault. */
    private static boolean isTrade(Api.Answer answer) {
        return answer.status() == 409
                || answer.status() == 429 && !answer.header("Retry-After").isEmpty()
                || answer.status() == 400 && code(answer).equals("search-too-broad");
    }

    private void refused(TrafficVisit visit, Api.Answer answer) {
        count(row(visit).refused, kind(answer));
        count(window().refused, kind(answer));
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    private static long sum(Map<String, LongAdder> counts) {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private static String kind(Api.Answer answer) {
        return answer.status() + " " + code(answer);
    }

    private static String code(Api.Answer answer) {
        try {
            return answer.at("/code");
        } catch (JacksonException noProblemDocument) {
            return "";
        }
    }

    private static String said(Api.Answer answer) {
        var request = answer.response().request();
        return "%s %s answered %d: %s".formatted(request.method(), request.uri(), answer.status(), answer.text());
    }

    private Row row(TrafficVisit visit) {
        return Objects.requireNonNull(rows.get(visit));
    }

    private Row window() {
        return Objects.requireNonNull(window.get());
    }

    private static final class Row {
        private final LongAdder visits = new LongAdder();
        private final LongAdder ok = new LongAdder();
        private final Map<String, LongAdder> failed = new ConcurrentSkipListMap<>();
        private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
        private final Latencies latencies = new Latencies();

        void print(String name) {
            System.out.printf(
                    COLUMNS,
                    name,
                    visits,
                    ok.sum() + sum(refused) + sum(failed),
                    ok,
                    sum(refused),
                    sum(failed),
                    "%,.1f".formatted(latencies.millis(0.5)),
                    "%,.1f".formatted(latencies.millis(0.9)),
                    "%,.1f".formatted(latencies.millis(0.99)),
                    "%,.1f".formatted(latencies.millis(1)));
            printEach("refused", refused);
            printEach("failed", failed);
        }

        private static void printEach(String name, Map<String, LongAdder> counts) {
            if (!counts.isEmpty()) {
                System.out.println(counts.entrySet().stream()
                        .map(count -> count.getKey() + " × " + count.getValue())
                        .collect(Collectors.joining(", ", "               " + name + ": ", "")));
            }
        }
    }
}
