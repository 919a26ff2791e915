package dev.fairground.ops.bench;

import contest.Contestant.Kind;
import dev.fairground.ops.Options;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The outbox against db-scheduler and Spring Modulith's registry, each a process of its own on one PostgreSQL that flushes each commit to disk:
 * deliveries per second and their processor time, the way from commit to listener when nothing else happens, what enqueuing adds to a
 * transaction, and for ours what a long backlog costs, and what placing an order costs more than if nobody heard of it. Everything in turns.
 */
final class Outbox {

    private static final int ROUNDS = 3;

    private final Ring ring;
    private final Rival ours;
    private final List<Rival> rivals;
    private final int events;

    private Outbox(Ring ring, int events) {
        this.ring = ring;
        this.rivals = ring.rivals();
        this.ours = rivals.getFirst();
        this.events = events;
    }

    public static void main(String[] arguments) {
        var options = Options.read(
                arguments,
                Map.of(
                        "--events",
                        "20000",
                        "--backlog",
                        "1000000",
                        "--singles",
                        "300",
                        "--transactions",
                        "2000",
                        "--seconds",
                        "8",
                        "--threads",
                        "16"));
        if (options.isEmpty()) System.exit(2);
        var numbers = options.get();
        try (var ring = Ring.open(numbers.number("--threads"))) {
            var bench = new Outbox(ring, numbers.number("--events"));
            ring.rivals().forEach(rival -> System.out.printf("%-14s%s%n", rival.name(), rival.terms()));
            System.out.printf(
                    "%,d events, %d rounds in turns, the best of each; fsync on; %s.%n%n%-34s%s%n",
                    bench.events, ROUNDS, Market.load(), "", bench.row(Rival::name));
            bench.deliveries(Kind.INSERT, "that insert a row");
            bench.deliveries(Kind.NOTHING, "outside, that do nothing");
            bench.latencies(numbers.number("--singles"));
            bench.enqueuing(numbers.number("--transactions"));
            bench.backlog(numbers.number("--backlog"));
        }
        OrdersUnheard.measure(Duration.ofSeconds(numbers.number("--seconds")));
        System.out.println(Market.load());
    }

    private void deliveries(Kind kind, String words) {
        rivals.forEach(rival -> drain(rival, kind)); // warms up; thrown away
        var best = new HashMap<Rival, Drained>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var rival : rivals) {
                best.merge(rival, drain(rival, kind), (one, other) -> one.perSecond > other.perSecond ? one : other);
            }
        }
        double fastest = rivals.stream()
                .skip(1)
                .mapToDouble(rival -> drained(best, rival).perSecond)
                .max()
                .orElseThrow();
        print("deliveries " + words + ", /s", rival -> "%,.0f".formatted(drained(best, rival).perSecond));
        print(
                "  µs application",
                rival -> "%.0f".formatted(drained(best, rival).each.applicationMicros()));
        print(
                "  µs database",
                rival -> "%.0f".formatted(drained(best, rival).each.databaseMicros()));
        System.out.printf(
                "  %.2f times the fastest of the others (floor 1.3, aim 1.7)%n",
                drained(best, ours).perSecond / fastest);
    }

    private static Drained drained(Map<Rival, Drained> best, Rival rival) {
        var found = best.get(rival);
        if (found == null) throw new IllegalStateException(rival.name());
        return found;
    }

    private Drained drain(Rival rival, Kind kind) {
        rival.fill(kind, events);
        var before = ring.processors().spent(rival.handle());
        double perSecond = rival.drain(events);
        var spent = ring.processors().spent(rival.handle()).minus(before).per(events);
        rival.forget();
        return new Drained(perSecond, spent);
    }

    private void latencies(int singles) {
        rivals.forEach(rival -> rival.idle(Kind.NOTHING, 20));
        rivals.forEach(rival -> rival.latencies.forget());
        for (int round = 0; round < ROUNDS; round++) {
            rivals.forEach(rival -> rival.idle(Kind.NOTHING, Math.max(1, singles / ROUNDS)));
        }
        print("commit to delivery, p50 ms", rival -> "%.2f".formatted(rival.latencies.millis(0.5)));
        print("commit to delivery, p99 ms", rival -> "%.2f".formatted(rival.latencies.millis(0.99)));
        double quickest = rivals.stream()
                .skip(1)
                .mapToDouble(rival -> rival.latencies.millis(0.99))
                .min()
                .orElseThrow();
        System.out.printf(
                "  p99 %.2f times the best of the others (aim 1.0)%n", ours.latencies.millis(0.99) / quickest);
        rivals.forEach(Rival::forget);
    }

    /** Beside the least that a transaction can be: everybody's dearest case. */
    private void enqueuing(int transactions) {
        var medians =
                rivals.stream().collect(Collectors.toMap(Function.identity(), rival -> medians(rival, transactions)));
        print("a transaction of one statement, µs", rival -> "%.0f".formatted(median(medians, rival, Kind.NONE)));
        print("  with one event adds, %", rival -> "%.1f".formatted(added(medians, rival, Kind.NOTHING)));
        print("  with one to three listeners, %", rival -> "%.1f".formatted(added(medians, rival, Kind.THREE)));
    }

    /** Of many short turns: the disk has moods that last for seconds. */
    private static Map<Kind, Double> medians(Rival rival, int transactions) {
        int turns = 20;
        var kinds = List.of(Kind.NONE, Kind.NOTHING, Kind.THREE);
        var seen = new EnumMap<Kind, Latencies>(Kind.class);
        kinds.forEach(kind -> rival.enqueue(kind, Math.max(1, transactions / 4)));
        for (int turn = 0; turn < turns; turn++) {
            for (var kind : kinds) {
                double micros = rival.enqueue(kind, Math.max(1, transactions / turns));
                seen.computeIfAbsent(kind, _ -> new Latencies()).add(Math.round(micros * 1e3));
            }
        }
        rival.forget();
        return seen.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().millis(0.5) * 1e3));
    }

    private static double median(Map<Rival, Map<Kind, Double>> medians, Rival rival, Kind kind) {
        return medians.getOrDefault(rival, Map.of()).getOrDefault(kind, 0.0);
    }

    private static double added(Map<Rival, Map<Kind, Double>> medians, Rival rival, Kind kind) {
        return 100 * (median(medians, rival, kind) / median(medians, rival, Kind.NONE) - 1);
    }

    private void backlog(int rows) {
        double without = 0;
        double with = 0;
        for (int round = 0; round < ROUNDS; round++) {
            without = Math.max(without, first(events));
            with = Math.max(with, first(events + rows));
        }
        System.out.printf(
                "claimed and delivered with %,d more waiting: %,.0f /s, without %,.0f /s: %.1f %% slower (goal: less"
                        + " than 20)%n",
                rows, with, without, 100 * (1 - with / without));
    }

    private double first(int waiting) {
        ours.backlog(Kind.NOTHING, waiting);
        double perSecond = ours.deliver(events);
        ours.forget();
        return perSecond;
    }

    private void print(String what, Function<Rival, String> figure) {
        System.out.printf("%-34s%s%n", what, row(figure));
    }

    private String row(Function<Rival, String> figure) {
        return rivals.stream().map(figure).map("%16s"::formatted).collect(Collectors.joining());
    }

    private record Drained(double perSecond, Processors.Spent each) {}
}
