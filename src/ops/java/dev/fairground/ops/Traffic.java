package dev.fairground.ops;

import dev.fairground.ops.bench.OpenLoop;
import dev.fairground.platform.practices.Shows;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a market day going: visitors come to a running application at a rate, whether it is quick or slow, and browse, search, buy, sell
 * and change their minds, while what can go wrong does, as asked. Prints how it went, and whether what must hold afterwards does. The same
 * seed gives the same plan of visits; what comes of them depends on who is faster.
 */
@Shows("test-prod-like")
public final class Traffic {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int SECONDS_PER_LINE = 10;

    /** By then whatever failed on purpose was tried again. */
    private static final int LOOKS_UNTIL_SETTLED = 300;

    private static final String DIALS = "/simulator/dials";
    private static final JsonMapper JSON = new JsonMapper();

    /** Brings the visitors of a day, and returns when the last has left. */
    interface Gate {
        void open(Options asked, OpenLoop.Arrival arrival);
    }

    private final TourWorld world;
    private final Options asked;
    private final Set<TrafficDial> dials;
    private final TrafficTally tally = new TrafficTally();
    private final ObjectNode dialsBefore = JSON.createObjectNode();

    private Traffic(TourWorld world, Options asked, Set<TrafficDial> dials) {
        this.world = world;
        this.asked = asked;
        this.dials = dials;
    }

    /** Exits with 0, with 1 where an answer was a fault or an invariant does not hold, with 2 on an argument that it does not know. */
    public static void main(String[] arguments) {
        // Sooner than the application ends an idle connection, or a request may meet the end of one.
        System.setProperty("jdk.httpclient.keepalive.timeout", "15");
        System.exit(run(() -> LockSupport.parkNanos(PAUSE.toNanos()), Traffic::paced, arguments));
    }

    /** As the command, in this process; {@code meanwhile} is done whenever something is waited for. */
    static int run(Runnable meanwhile, Gate gate, String... arguments) {
        var options = Options.read(
                arguments,
                Map.of(
                        "--seed", "7",
                        "--rate", "20",
                        "--minutes", "10",
                        "--error", "NONE",
                        "--base-url", "http://localhost:8080",
                        "--mail-url", "http://localhost:8026",
                        "--payments-url", "http://localhost:8090",
                        "--human-check-url", "http://localhost:8091",
                        "--database-url", Options.DATABASE));
        var dials = options.flatMap(given -> TrafficDial.read(given.text("--error")));
        if (options.isEmpty() || dials.isEmpty()) {
            return 2;
        }
        var given = options.get();
        if (given.number("--rate") == 0 || given.number("--minutes") == 0) {
            System.err.println("--rate and --minutes are 1 or more.");
            return 2;
        }
        var world = new TourWorld(
                given.api("--base-url"),
                given.api("--mail-url"),
                given.api("--payments-url"),
                given.api("--human-check-url"),
                meanwhile);
        return new Traffic(world, given, dials.get()).dayAndBooks(gate);
    }

    private static void paced(Options asked, OpenLoop.Arrival arrival) {
        var time = Duration.ofMinutes(asked.number("--minutes"));
        OpenLoop.run(asked.number("--rate"), time, new Random(asked.number("--seed")), arrival);
    }

    private int dayAndBooks(Gate gate) {
        try (var books = Books.open(asked.text("--database-url"))) {
            var crowd =
                    TrafficCrowd.gathered(world, UUID.randomUUID().toString().substring(24), asked.number("--rate"));
            System.out.printf(
                    "%d buyers and %d things to buy are there; errors: %s.%n",
                    crowd.buyers().size(),
                    crowd.things().size() + crowd.scarce().size(),
                    dials);
            books.begin();
            awaitSettled(books); // what another day left behind would be taken for this one's
            long cash = books.cash();
            var journal = journal();
            day(gate, crowd);
            tally.printTable();
            System.out.printf("%nNothing more to be delivered after %s.%n", awaitSettled(books));
            var findings = new ArrayList<>(books.look(List.of(Invariant.values())));
            findings.add(books.chargedOnce(journal()));
            findings.add(books.holds(books.cash() - cash, held(journal()) - held(journal)));
            findings.forEach(System.out::println);
            boolean well = tally.failed() == 0 && findings.stream().allMatch(Books.Finding::holds);
            System.out.println(well ? "Everything holds." : "The day failed.");
            return well ? 0 : 1;
        } catch (SQLException trouble) {
            System.err.println(
                    "The database cannot be asked, and without it nothing is known: " + trouble.getMessage());
        } catch (TourWorld.Unexpected unexpected) {
            System.err.println(unexpected.getMessage());
        } catch (UncheckedIOException unreachable) {
            System.err.println("Something does not answer: " + unreachable.getCause());
        }
        return 1;
    }

    private void day(Gate gate, TrafficCrowd crowd) {
        var back = new Thread(this::turnBack);
        Runtime.getRuntime().addShutdownHook(back); // somebody may have seen enough
        long opened = System.nanoTime();
        try (var lines = Executors.newSingleThreadScheduledExecutor()) {
            turn();
            var line = lines.scheduleAtFixedRate(
                    () -> tally.printLine(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - opened)),
                    SECONDS_PER_LINE,
                    SECONDS_PER_LINE,
                    TimeUnit.SECONDS);
            gate.open(asked, (number, due) -> come(crowd, number, due));
            line.cancel(false);
        } finally {
            turnBack();
            Runtime.getRuntime().removeShutdownHook(back);
        }
        tally.printLine(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - opened));
    }

    private void come(TrafficCrowd crowd, long number, long due) {
        var random = chance(asked.number("--seed"), number);
        var visit = TrafficVisit.any(dials, random);
        new TrafficVisitor(visit, random, world, crowd, dials, tally, due).come();
    }

    /** All that this visitor decides, whoever else comes. */
    static RandomGenerator chance(long seed, long number) {
        return new SplittableRandom(seed * 1_000_000_007 + number);
    }

    private void turn() {
        var now = world.expect(200, world.payments().get(DIALS)).json();
        var wanted = JSON.createObjectNode();
        for (var dial : dials) {
            if (!dial.atProvider().isEmpty()) wanted.setAll((ObjectNode) JSON.readTree(dial.atProvider()));
        }
        wanted.propertyNames().forEach(name -> dialsBefore.set(name, now.path(name)));
        world.expect(200, world.payments().put(DIALS, wanted));
    }

    private void turnBack() {
        world.expect(200, world.payments().put(DIALS, dialsBefore));
    }

    /** How long it took. What does not come to rest in time, the invariant of that name tells. */
    private String awaitSettled(Books books) throws SQLException {
        long began = System.nanoTime();
        for (int looks = 0;
                looks < LOOKS_UNTIL_SETTLED && !books.look(Invariant.SETTLED).holds();
                looks++) {
            world.meanwhile().run();
        }
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s";
    }

    private JsonNode journal() {
        return world.expect(200, world.payments().get("/simulator/journal")).json();
    }

    private static long held(JsonNode journal) {
        return journal.path("balance").asLong();
    }
}
