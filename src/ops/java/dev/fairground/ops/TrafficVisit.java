package dev.fairground.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Why people come to the market, and how many of them for each reason, in parts of all who come. */
enum TrafficVisit {
    BROWSE(24, TrafficVisitor::browses),
    SEARCH(22, TrafficVisitor::searches),
    KEEP(6, TrafficVisitor::keeps),
    BUY(12, TrafficVisitor::buys),
    BASKET(10, TrafficVisitor::checksOutABasket),
    OLD_CLIENT(5, TrafficVisitor::buysByVersionOne),
    CHANGE_OF_MIND(3, TrafficVisitor::cancels),
    DELIVERY(5, TrafficVisitor::receives),
    RETURN(2, TrafficVisitor::sendsBack),
    PART_REFUND(2, TrafficVisitor::isGivenAPartBack),
    REPRICE(3, TrafficVisitor::reprices),
    RECOUNT(1, TrafficVisitor::recounts),
    NONSENSE(4, TrafficVisitor::talksNonsense, TrafficDial.BAD_INPUT),
    HANG_UP(3, TrafficVisitor::hangsUp, TrafficDial.HANG_UP);

    private final int weight;
    private final Consumer<TrafficVisitor> story;
    private final @Nullable TrafficDial dial;

    TrafficVisit(int weight, Consumer<TrafficVisitor> story) {
        this(weight, story, null);
    }

    /** They come only where this dial is turned. */
    TrafficVisit(int weight, Consumer<TrafficVisitor> story, @Nullable TrafficDial dial) {
        this.weight = weight;
        this.story = story;
        this.dial = dial;
    }

    void play(TrafficVisitor visitor) {
        story.accept(visitor);
    }

    static TrafficVisit any(Set<TrafficDial> turned, RandomGenerator random) {
        List<TrafficVisit> coming = Arrays.stream(values())
                .filter(visit ->
                        Optional.ofNullable(visit.dial).map(turned::contains).orElse(true))
                .toList();
        int left =
                random.nextInt(coming.stream().mapToInt(visit -> visit.weight).sum());
        for (var visit : coming) {
            left -= visit.weight;
            if (left < 0) return visit;
        }
        throw new AssertionError("weights that do not add up");
    }
}
