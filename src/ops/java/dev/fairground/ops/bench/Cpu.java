package dev.fairground.ops.bench;

import dev.fairground.ops.Options;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The processor time of one request of each kind, in the application and in the database, with all that follows it: the worker is on. */
final class Cpu {

    private Cpu() {}

    public static void main(String[] arguments) {
        var options = Options.read(arguments, Map.of("--listings", "200000", "--seconds", "8"));
        if (options.isEmpty()) System.exit(2);
        try (var market = Market.open(options.get().number("--listings"), "web,worker,scheduler")) {
            measure(market, Duration.ofSeconds(options.get().number("--seconds")));
        }
    }

    private static void measure(Market market, Duration each) {
        var buyers = Buyers.of(market.jdbc());
        String category = market.jdbc()
                .sql("select id::text from catalog.category where slug = 'vehicles'")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
        var kinds = Map.<String, Supplier<byte[]>>of(
                "list page", () -> Requests.get(Requests.LIST),
                "page of a root category", () -> Requests.get(Requests.CATEGORY + category),
                "listing by id",
                        () -> Requests.get(Requests.ONE + buyers.thing().listing()),
                "page in a browser", () -> Requests.get("/"),
                "order with its delivery",
                        () -> Requests.order(buyers.buyer(), buyers.thing().listing()));
        var rounds = new Rounds(market.processors(), each);
        var contestants = kinds.entrySet().stream()
                .map(kind -> rounds.add(
                        kind.getKey(), market.application(), () -> Visitor.at(market.port(), kind.getValue())))
                .toList();
        rounds.run();
        contestants.forEach(Rounds.Contestant::print);
        System.out.println(Market.load());
    }
}
