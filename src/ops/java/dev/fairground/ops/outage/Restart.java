package dev.fairground.ops.outage;

import dev.fairground.ops.crash.Site;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** PostgreSQL is stopped at once under the hands of everybody, and started again, some times. */
final class Restart {

    private static final Duration BETWEEN = Duration.ofSeconds(4);
    private static final Duration AWAY = Duration.ofSeconds(2);

    /** Seconds after the database has taken its first connection until each instance has served a reader and a buyer. */
    private static final double SOON = 5;

    private Restart() {}

    static boolean run(Goals goals, Site site, Crowd crowd, int times) {
        double longest = 0;
        for (int time = 1; time <= times; time++) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            site.stopDatabaseAtOnce();
            LockSupport.parkNanos(AWAY.toNanos());
            var first = CompletableFuture.supplyAsync(() -> {
                Site.await("The return of the database", site::hasDatabase);
                return System.nanoTime();
            });
            site.startDatabase();
            long back = first.join();
            Site.await("The first served by each", () -> crowd.allServed(back).isPresent());
            double seconds = (crowd.allServed(back).orElseThrow() - back) / 1e9;
            System.out.printf(Locale.ROOT, "%3d. serving %.1f s after the database was back%n", time, seconds);
            longest = Math.max(longest, seconds);
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
        crowd.close();
        return judge(goals, site, crowd, longest);
    }

    private static boolean judge(Goals goals, Site site, Crowd crowd, double longest) {
        System.out.printf(
                "Of %,d visitors %,d were put off, and %,d orders were confirmed.%n",
                crowd.seen().count(),
                crowd.seen().filter(Crowd.Seen::isPutOff).count(),
                crowd.orders().size());
        var others = crowd.others(one -> one.isServed() || one.isPutOff());
        others.forEach((answer, count) -> System.out.printf("%8d %s%n", count, answer));
        goals.atLeast(
                "put off with 503 and Retry-After",
                crowd.seen().filter(Crowd.Seen::isPutOff).count(),
                1,
                "");
        goals.atMost(
                "answered otherwise, or cut",
                others.values().stream().mapToInt(i -> i).sum(),
                0,
                "");
        goals.within("serving after the database was back, at the latest", longest, SOON, "s");
        goals.atMost("orders that were confirmed and are not there", missing(site, crowd), 0, "");
        return goals.met();
    }

    static long missing(Site site, Crowd crowd) {
        return crowd.orders().size()
                - site.jdbc()
                        .sql("select count(*) from orders.placed_order where id = any(:orders::uuid[])")
                        .param("orders", crowd.orders().toArray(String[]::new))
                        .query(Long.class)
                        .single();
    }
}
