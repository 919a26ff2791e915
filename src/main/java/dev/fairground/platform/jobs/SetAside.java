package dev.fairground.platform.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The items that failed. The first failure may be chance, so the next run tries again; from then on an item is left alone for longer each
 * time, so that one that is beyond help costs a try every few hours, and one whose trouble has passed heals by itself.
 */
@Repository
class SetAside {

    private static final Duration LONGEST_REST = Duration.ofHours(6);

    private final JdbcClient jdbc;
    private final Clock clock;

    SetAside(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What of the job has failed, each with the time before which it is left alone. */
    Map<String, Instant> of(String job) {
        var items = new HashMap<String, Instant>();
        jdbc.sql("select item, times, last_at from jobs.set_aside where job = :job")
                .param("job", job)
                .query((row, number) -> items.put(
                        row.getString("item"),
                        row.getObject("last_at", OffsetDateTime.class)
                                .toInstant()
                                .plus(rest(row.getInt("times")))))
                .list();
        return items;
    }

    boolean isResting(Instant until) {
        return until.isAfter(clock.instant());
    }

    void put(String job, String item, Throwable failure) {
        RunLedger.write(() -> jdbc.sql("""
                insert into jobs.set_aside (job, item, error, since, last_at, times)
                values (:job, :item, :error, :now, :now, 1)
                    on conflict on constraint set_aside_pk do update
                   set error = excluded.error, last_at = excluded.last_at, times = set_aside.times + 1
                """)
                .param("job", job)
                .param("item", item)
                .param("error", RunLedger.sentence(failure))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    void recovered(String job, String item) {
        RunLedger.write(() -> jdbc.sql("delete from jobs.set_aside where job = :job and item = :item")
                .param("job", job)
                .param("item", item)
                .update());
    }

    static Duration rest(int failures) {
        var rest = failures < 2 ? Duration.ZERO : Duration.ofMinutes(1L << Math.min(failures - 1, 10));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }
}
