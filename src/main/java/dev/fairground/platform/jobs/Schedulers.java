package dev.fairground.platform.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The schedulers that give signs of life, on the database's clock, so that any instance sees when one has fallen silent. */
@Repository
class Schedulers {

    /** Signs come every few seconds; whoever gave none for this long is not looking. */
    static final Duration SILENT_AFTER = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    Schedulers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that a scheduler has looked for due jobs, and tells what time it is for all of them. */
    Instant polled(String name, String release) {
        return jdbc.sql("""
                insert into jobs.scheduler (name, release, polled_at)
                values (:name, :release, clock_timestamp())
                    on conflict on constraint scheduler_pk do update
                   set release = excluded.release, polled_at = excluded.polled_at
                returning polled_at
                """)
                .param("name", name)
                .param("release", release)
                .query((row, number) -> row.getObject("polled_at", OffsetDateTime.class))
                .single()
                .toInstant();
    }

    /** All of the last day, the one that looked last first; the last one of all is never forgotten. */
    List<Seen> seen() {
        return jdbc.sql("""
                select name, release, polled_at, extract(epoch from clock_timestamp() - polled_at)::bigint as silent_for
                  from jobs.scheduler
                 order by polled_at desc
                """)
                .query((row, number) -> new Seen(
                        row.getString("name"),
                        row.getString("release"),
                        row.getObject("polled_at", OffsetDateTime.class).toInstant(),
                        row.getLong("silent_for")))
                .list();
    }

    /**
     * Makes due what people asked for. Done again at a steady pace, because a job that is in hand at this moment, or that no scheduler has
     * begun with, cannot be made due.
     */
    void wake() {
        jdbc.sql("""
                update jobs.scheduled_task
                   set execution_time = clock_timestamp()
                  from jobs.wish
                 where task_name = wish.job and not picked and execution_time > clock_timestamp()
                """).update();
    }

    /** Each process has a name of its own, and after a day nobody asks about one that is gone. */
    void forgetOld() {
        jdbc.sql("""
                delete from jobs.scheduler
                 where polled_at < clock_timestamp() - interval '1 day'
                   and polled_at < (select max(polled_at) from jobs.scheduler)
                """).update();
    }

    /** @param silentFor seconds since it last looked */
    record Seen(String name, String release, Instant polledAt, long silentFor) {

        boolean isAwake() {
            return silentFor < SILENT_AFTER.toSeconds();
        }
    }
}
