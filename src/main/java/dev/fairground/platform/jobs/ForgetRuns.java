package dev.fairground.platform.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes old runs from the ledger, which a job that runs each minute would fill with half a million rows a year, and items set aside that
 * nobody tries any more.
 */
@Component
class ForgetRuns implements Job {

    /** Long enough to compare a month's end with the one before. */
    static final Duration KEPT = Duration.ofDays(35);

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ForgetRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "job-runs-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        var before = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        return run.inBatches(AT_ONCE, most -> forget(before, most))
                .plus(run.inBatches(AT_ONCE, most -> forgetItems(before, most)));
    }

    /** An item that is still due is tried every few hours; one that nobody has tried for this long has settled itself otherwise. */
    private int forgetItems(OffsetDateTime before, int most) {
        return jdbc.sql("""
                delete from jobs.set_aside
                 where (job, item) in (select job, item
                                         from jobs.set_aside
                                        where last_at < :before
                                        limit :most
                                          for update skip locked)
                """).param("before", before).param("most", most).update();
    }

    /** A run goes once a later one says all that it says: the last success is what the heartbeat counts from, the last word where to begin. */
    private int forget(OffsetDateTime before, int most) {
        return jdbc.sql("""
                delete from jobs.run
                 where id = any (array(select id
                                         from jobs.run old
                                        where started_at < :before
                                          and state <> 'running'
                                          and exists (select from jobs.run later
                                                       where later.job = old.job
                                                         and later.started_at > old.started_at
                                                         and later.state in ('succeeded', 'partial'))
                                          and (checkpoint is null
                                               or exists (select from jobs.run later
                                                           where later.job = old.job
                                                             and later.started_at > old.started_at
                                                             and later.checkpoint is not null))
                                        limit :most
                                          for update skip locked))
                """).param("before", before).param("most", most).update();
    }
}
