package dev.fairground.ops.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What enqueuing adds to placing an order over HTTP: two markets in turns, the same but that in one no durable listener hears of the events, so
 * that nothing is made of them, written or rung for. Nothing is delivered in either.
 */
final class OrdersUnheard {

    private static final int LISTINGS = 5_000;

    private OrdersUnheard() {}

    static void measure(Duration each) {
        try (var heard = Market.open(LISTINGS, "web");
                var unheard = Market.open(
                        LISTINGS, Map.of("FAIRGROUND_ROLES", "web", "SPRING_MAIN_SOURCES", "contest.Deaf"))) {
            var rounds = new Rounds(new Processors(heard.server(), unheard.server()), each);
            var with = orders(rounds, "order", heard);
            var without = orders(rounds, "order, nobody hears of it", unheard);
            rounds.run();
            if (enqueued(heard) == 0 || enqueued(unheard) > 0)
                throw new IllegalStateException("Heard by the wrong ones");
            with.print();
            without.print();
            System.out.printf(
                    "  enqueuing adds %.1f %% to placing an order (goal: less than 15)%n",
                    100 * (without.share(with) - 1));
        }
    }

    private static Rounds.Contestant orders(Rounds rounds, String name, Market market) {
        var buyers = Buyers.of(market.jdbc());
        return rounds.add(
                name,
                market.application(),
                () -> Visitor.at(
                        market.port(),
                        () -> Requests.order(buyers.buyer(), buyers.thing().listing())));
    }

    private static long enqueued(Market market) {
        return market.jdbc()
                .sql(
                        "select count(*) from outbox.delivery where listener like 'orders.%' or listener like 'payments.%'")
                .query(Long.class)
                .single();
    }
}
