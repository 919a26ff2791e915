package dev.fairground.platform.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.jdbc.CustomColumnProvider;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The token buckets behind the policies. Shared ones take a connection of their own: what was used up stays used up when the caller's
 * transaction rolls back, as it does whenever the caller is refused.
 */
@Component
class Buckets {

    /** About 10 MB. Whoever makes us forget others by coming from more addresses than that is no case for a counter. */
    private static final int LOCAL_AT_MOST = 50_000;

    /** A store that needs longer is as good as broken; the policy says what to do then. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int BATCH = 1_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> shared;
    private final Cache<String, Bucket> local =
            Caffeine.newBuilder().maximumSize(LOCAL_AT_MOST).build();
    private final TimeMeter time;
    private final JdbcClient jdbc;
    private final Clock clock;

    Buckets(DataSource database, Clock clock) {
        this.clock = clock;
        jdbc = JdbcClient.create(database);
        time = new OurTime(clock);
        shared = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("ratelimit.bucket")
                .addCustomColumn(new FullAt())
                .clientClock(time)
                .requestTimeout(PATIENCE)
                .build();
    }

    /** Takes one from the bucket of this key; throws whatever the store throws. */
    ConsumptionProbe take(String key, Policy policy) {
        Bucket bucket = switch (policy.store()) {
            case SHARED -> shared.builder().build(key, policy::bucket);
            case LOCAL -> local.get(key, _ -> local(policy));
        };
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    long purge() {
        long purged = 0;
        int batch;
        do {
            batch = jdbc.sql("""
                    delete from ratelimit.bucket
                     where id = any (array(select id
                                             from ratelimit.bucket
                                            where full_at < :now
                                            limit :batch
                                              for update skip locked))
                    """)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("batch", BATCH)
                    .update();
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }

    private Bucket local(Policy policy) {
        var builder = Bucket.builder().withCustomTimePrecision(time);
        for (var bandwidth : policy.bucket().getBandwidths()) {
            builder.addLimit(bandwidth);
        }
        return builder.build();
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

    /** When a bucket is no longer needed. The library's own expiry column is judged by the wall clock instead of ours. */
    private record FullAt() implements CustomColumnProvider<String> {

        @Override
        public void setCustomField(String key, int index, PreparedStatement update, RemoteBucketState state, long now)
                throws SQLException {
            var full = Duration.ofNanos(now + state.calculateFullRefillingTime(now));
            update.setObject(index, Instant.EPOCH.plus(full).atOffset(ZoneOffset.UTC));
        }

        @Override
        public String getCustomFieldName() {
            return "full_at";
        }
    }
}
