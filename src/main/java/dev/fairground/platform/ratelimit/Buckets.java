package dev.fairground.platform.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairground.platform.ratelimit.RateLimits.Taken;
import dev.fairground.platform.ratelimit.RateLimits.Wanted;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The token buckets behind the policies. Shared ones are counted by one statement on a connection of its own, outside of any transaction:
 * what was used up stays used up when the caller's transaction rolls back, as it does whenever the caller is refused.
 */
@Component
class Buckets {

    /** About 10 MB. Whoever makes us forget others by coming from more addresses than that is no case for a counter. */
    private static final int LOCAL_AT_MOST = 50_000;

    /** In seconds. A store that needs longer is as good as broken; the policy says what to do then. */
    private static final int PATIENCE = 1;

    private final Cache<String, Bucket> local =
            Caffeine.newBuilder().maximumSize(LOCAL_AT_MOST).build();
    private final TimeMeter time;
    private final DataSource database;
    private final Clock clock;

    Buckets(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.time = new OurTime(clock);
    }

    /** Takes one from each shared bucket in turn, up to the first that is empty. */
    List<Taken> takeTogether(List<Wanted> wanted) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try (var connection = database.getConnection();
                var take = connection.prepareStatement("""
                        select allowed, used
                          from ratelimit.take(?, ?, ?, ?)
                        """)) {
            take.setQueryTimeout(PATIENCE);
            take.setArray(
                    1,
                    connection.createArrayOf(
                            "text", wanted.stream().map(Wanted::bucket).toArray()));
            take.setArray(
                    2, micros(connection, wanted, want -> micros(want.policy().step())));
            take.setArray(
                    3, micros(connection, wanted, want -> micros(want.policy().per())));
            take.setObject(4, now.atOffset(ZoneOffset.UTC));
            var taken = new ArrayList<Taken>();
            try (var rows = take.executeQuery()) {
                while (rows.next()) {
                    taken.add(taken(
                            wanted.get(taken.size()),
                            rows.getBoolean("allowed"),
                            Duration.of(rows.getLong("used"), ChronoUnit.MICROS)));
                }
            }
            return taken;
        }
    }

    /** Takes one from a bucket in the memory of this instance. */
    Taken takeHere(Wanted want) {
        var probe = local.get(want.bucket(), _ -> full(want.policy())).tryConsumeAndReturnRemaining(1);
        return new Taken(
                want.name(),
                want.policy(),
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Forgets up to {@code most} shared buckets that are full again, and tells how many. */
    int forgetFull(int most) {
        return JdbcClient.create(database)
                .sql("""
                        delete from ratelimit.bucket
                         where id = any (array(select id
                                                 from ratelimit.bucket
                                                where full_at < :now
                                                limit :most
                                                  for update skip locked))
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private static Taken taken(Wanted want, boolean allowed, Duration untilFull) {
        var policy = want.policy();
        return new Taken(
                want.name(),
                policy,
                allowed,
                policy.per().minus(untilFull).dividedBy(policy.step()),
                allowed ? Duration.ZERO : untilFull.plus(policy.step()).minus(policy.per()),
                untilFull);
    }

    private Bucket full(Policy policy) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(bandwidth -> bandwidth.capacity(policy.limit()).refillGreedy(policy.limit(), policy.per()))
                .build();
    }

    private static java.sql.Array micros(Connection connection, List<Wanted> wanted, ToLongFunction<Wanted> value)
            throws SQLException {
        return connection.createArrayOf(
                "bigint", wanted.stream().mapToLong(value).boxed().toArray());
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    /** The library's time, from the one clock. */
    private record OurTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            var now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
