package dev.fairground.ops.crash;

import dev.fairground.ops.Options;
import dev.fairground.ops.bench.Buyers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;

/**
 * Pulls plugs while orders, payments and webhooks flow: two instances behind a proxy, one database, a provider and a mail server that count
 * what reaches them. Of ten kills seven are of an instance with all that is on its disk, two of the database, and one is a freeze for longer than a lease, whose owner
 * wakes up to find that others went on. The seed decides when and whom; what is under way then is chance.
 */
final class Crash {

    private static final int LISTINGS = 2_000;
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(36);

    /** All that an order causes is done within half a second; a kill that comes later finds nothing. */
    private static final int LONGEST_WAIT_MILLIS = 400;

    private static final int LONGEST_GAP_MILLIS = 40;

    private final Site site;
    private final Random random;
    private final Shoppers shoppers;
    private final Map<String, Integer> hit = new TreeMap<>();

    private Crash(Site site, Random random) {
        this.site = site;
        this.random = random;
        this.shoppers = new Shoppers(site.door().port(), Buyers.of(site.jdbc()));
    }

    /** Exits with 0 if nothing was lost, doubled or out of balance, with 1 otherwise, with 2 on an argument that it does not know. */
    public static void main(String[] arguments) {
        var options = Options.read(arguments, Map.of("--orders", "500", "--kills", "20", "--seed", "7"));
        if (options.isEmpty()) System.exit(2);
        var asked = options.get();
        boolean well;
        try (var site = Site.open(LISTINGS)) {
            well = new Crash(site, new Random(asked.number("--seed")))
                    .run(asked.number("--orders"), asked.number("--kills"));
        }
        System.exit(well ? 0 : 1);
    }

    private boolean run(int orders, int kills) {
        var reckoning = new Reckoning(site);
        System.out.printf("Two instances are ready; %d orders, %d kills.%n", orders, kills);
        for (int kill = 1; kill <= kills; kill++) {
            int now = orders * kill / kills - orders * (kill - 1) / kills;
            pull(kill, now);
            Site.await("The return after a kill", site::isWell);
        }
        long last = System.nanoTime();
        shoppers.close();
        Site.await("The end of all that was begun", () -> settled(reckoning));
        System.out.printf(
                "%d orders by %d shoppers, %d cancelled after they were paid; %d requests were sent again. Settled %d s after the return"
                        + " from the last kill.%n",
                shoppers.orders().size(),
                shoppers.begun(),
                shoppers.cancelled(),
                shoppers.sentAgain(),
                Duration.ofNanos(System.nanoTime() - last).toSeconds());
        System.out.println("Under way when a plug was pulled:");
        hit.forEach((step, times) -> System.out.printf("%8d %s%n", times, step));
        shoppers.complaints().forEach(System.out::println);
        boolean well = reckoning.print(shoppers) && shoppers.complaints().isEmpty();
        System.out.println("And now a second charge and a stolen letter, which must be found:");
        reckoning.plant(shoppers);
        reckoning.print(shoppers);
        if (!reckoning.foundWhatWasPlanted()) System.out.println("They were not found: believe nothing of the above.");
        return well && reckoning.foundWhatWasPlanted();
    }

    /** {@code orders} come within a few seconds, and somewhere among them it happens. */
    private void pull(int kill, int orders) {
        int before = orders == 0 ? 0 : 1 + random.nextInt(orders);
        arrive(before);
        LockSupport.parkNanos(
                Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)).toNanos());
        switch (kill % 10) {
            case 3, 8 -> {
                note(kill, "the database", underWay(site.instances()));
                site.killDatabase();
                site.startDatabase();
                arrive(orders - before);
            }
            case 5 -> {
                var victim = victim();
                note(kill, "instance " + victim.name() + ", frozen", underWay(List.of(victim)));
                victim.freeze();
                arrive(orders - before);
                LockSupport.parkNanos(LONGER_THAN_A_LEASE.toNanos());
                victim.thaw();
            }
            default -> {
                var victim = victim();
                var steps = underWay(List.of(victim));
                victim.destroy();
                note(kill, "instance " + victim.name(), steps);
                victim.start();
                arrive(orders - before);
            }
        }
    }

    private void arrive(int orders) {
        for (int i = 0; i < orders; i++) {
            shoppers.come();
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LONGEST_GAP_MILLIS)).toNanos());
        }
    }

    private Node victim() {
        return site.instances().get(random.nextInt(site.instances().size()));
    }

    /** What the instances have in hand: deliveries by their listener, and requests that are not answered yet. */
    private List<String> underWay(List<Node> instances) {
        var steps = new ArrayList<String>();
        for (var instance : instances) {
            site.door().underWayAt(instance).forEach(request -> steps.add("request " + request));
            steps.addAll(site.jdbc()
                    .sql(
                            "select 'delivery ' || listener from outbox.delivery where state = 'in_progress' and owner like :owner")
                    .param("owner", "%/" + instance.pid())
                    .query(String.class)
                    .list());
        }
        return steps;
    }

    private void note(int kill, String whom, List<String> steps) {
        if (steps.isEmpty()) hit.merge("nothing", 1, Integer::sum);
        steps.forEach(step -> hit.merge(step, 1, Integer::sum));
        System.out.printf("%3d. %s, with %d under way%n", kill, whom, steps.size());
    }

    private boolean settled(Reckoning reckoning) {
        try {
            return reckoning.isSettled();
        } catch (DataAccessException notBackYet) {
            return false;
        }
    }
}
