package dev.fairground.ops.bench;

import dev.fairground.ops.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Placing an order with access, limit, idempotency, stock, payment, audit and outbox, over HTTP, against sixteen connections of bare JDBC that
 * run the very statements which PostgreSQL saw, with other ids each time and in the same transactions.
 */
final class Orders {

    private static final int MOST_RECORDINGS = 8;

    private final Market market;
    private final Buyers buyers;

    private Orders(Market market) {
        this.market = market;
        this.buyers = Buyers.of(market.jdbc());
    }

    public static void main(String[] arguments) {
        var options = Options.read(arguments, Map.of("--listings", "200000", "--seconds", "8"));
        if (options.isEmpty()) System.exit(2);
        // Only the role web: what the outbox delivers is another bench's.
        try (var market = Market.open(options.get().number("--listings"), "web")) {
            new Orders(market).compare(Duration.ofSeconds(options.get().number("--seconds")));
        }
    }

    private void compare(Duration each) {
        for (int i = 0; i < 50; i++) place(buyers.buyer(), buyers.thing().listing());
        var replay = recorded();
        replay.statements()
                .forEach(statement -> System.out.println("  " + statement.sql().replaceAll("\\s+", " ")));
        System.out.printf(
                "Statements: %d, besides begin and commit.%n",
                replay.statements().size());
        var rounds = new Rounds(market.processors(), each);
        var ours = rounds.add(
                "order, fairground",
                market.application(),
                () -> Visitor.at(
                        market.port(),
                        () -> Requests.order(buyers.buyer(), buyers.thing().listing())));
        var bare = rounds.add(
                "order, bare JDBC", List.of(ProcessHandle.current()), () -> replay.over(market.databaseUrl()));
        rounds.run();
        List.of(ours, bare).forEach(Rounds.Contestant::print);
        System.out.printf("order %.0f %% of bare JDBC (floor 40); %s%n", 100 * ours.share(bare), Market.load());
    }

    /** Twice the same: now and then a request also refreshes what is kept in memory, which is no part of an order. */
    private Replay recorded() {
        var earlier = new ArrayList<Replay.Seen>();
        while (earlier.size() < MOST_RECORDINGS) {
            var actors = new Replay.Actors(buyers.buyer(), buyers.thing());
            var seen = new Replay.Seen(actors, seen(actors));
            for (var other : earlier) {
                if (other.texts().equals(seen.texts())) return new Replay(other, seen, buyers);
            }
            earlier.add(seen);
        }
        throw new IllegalStateException("No two orders ran the same statements: " + earlier);
    }

    private Recording seen(Replay.Actors actors) {
        place(actors.buyer(), actors.thing().listing()); // what a limit or a token writes once a minute, is written
        return Recording.of(
                        market.jdbc(),
                        market.data().resolve("postgresql.log"),
                        () -> place(actors.buyer(), actors.thing().listing()))
                .ours();
    }

    private void place(Buyers.Buyer buyer, String listing) {
        try (var wire = new Wire(market.port())) {
            int status = wire.send(Requests.order(buyer, listing));
            if (status != 201) throw new IllegalStateException("An order was answered with " + status);
        }
    }
}
