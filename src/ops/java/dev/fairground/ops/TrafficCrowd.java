package dev.fairground.ops;

import dev.fairground.ops.bench.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Who comes to the market, and what those of them who sell have brought. */
record TrafficCrowd(List<TourWorld.Member> buyers, List<Thing> things, List<Thing> scarce, List<String> categories) {

    /** So many that nobody meets the limit on orders by a member, of twenty a minute. */
    private static final int BUYERS_PER_ARRIVAL = 3;

    private static final int FEWEST_BUYERS = 12;
    private static final int SELLERS = 6;
    private static final int THINGS_EACH = 5;
    private static final int PLENTY = 5_000;

    /** Soon sold out; the shop counts them anew now and then. */
    static final int FEW = 5;

    /** Hashing a password costs the application a tenth of a second and much memory. */
    private static final int SIGN_UPS_AT_ONCE = 4;

    /** A listing and who sells it. */
    record Thing(String id, TourWorld.Member seller) {}

    static TrafficCrowd gathered(TourWorld world, String run, int perSecond) {
        String category = world.aLeaf();
        var buyers = each(
                Math.max(FEWEST_BUYERS, BUYERS_PER_ARRIVAL * perSecond),
                number -> world.from(Addresses.of(number)).signUp("b" + number + "-" + run));
        var stalls = each(
                SELLERS,
                number -> stall(world.from(Addresses.of(1 << 16 | number)), "s" + number + "-" + run, category));
        return new TrafficCrowd(
                buyers,
                stalls.stream().flatMap(stall -> stall.stream().skip(1)).toList(),
                stalls.stream().map(List::getFirst).toList(),
                world.categories());
    }

    /** What is scarce comes first. */
    private static List<Thing> stall(TourWorld world, String handle, String category) {
        var seller = world.signUp(handle);
        String shop = world.expect(201, seller.api().post("/api/v2/shops", Map.of("handle", handle, "name", handle)))
                .at("/id");
        return IntStream.range(0, THINGS_EACH)
                .mapToObj(number -> {
                    var draft = Map.of(
                            "category",
                            category,
                            "title",
                            "A thing of the day, the " + number + ". of " + handle,
                            "description",
                            "Plain and strong.",
                            "price",
                            Map.of("amountMinor", 499 + 1500 * number, "currency", "EUR"),
                            "stock",
                            number == 0 ? FEW : PLENTY,
                            "place",
                            Map.of("latitude", 53.5, "longitude", 9.9));
                    String listing = world.expect(201, seller.api().post("/api/v2/shops/" + shop + "/listings", draft))
                            .at("/id");
                    world.expect(204, seller.api().put("/api/v2/listings/" + listing + "/publication", ""));
                    return new Thing(listing, seller);
                })
                .toList();
    }

    private static <T> List<T> each(int count, IntFunction<T> make) {
        try (var threads = Executors.newFixedThreadPool(SIGN_UPS_AT_ONCE)) {
            var futures = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> make.apply(number)))
                    .toList();
            var made = new ArrayList<T>();
            for (var future : futures) made.add(future.get());
            return made;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(failed);
        }
    }

    TourWorld.Member buyer(RandomGenerator random) {
        return one(buyers, random);
    }

    /** One in eight is scarce. */
    Thing thing(RandomGenerator random) {
        return one(random.nextInt(8) == 0 ? scarce : things, random);
    }

    static <T> T one(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }
}
