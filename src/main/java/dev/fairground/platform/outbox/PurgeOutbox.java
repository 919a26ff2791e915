package dev.fairground.platform.outbox;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes deliveries that were done or discarded long enough ago. The dead stay until somebody has decided. */
@Component
class PurgeOutbox implements Job {

    /** Over a weekend and a day, people can still look up whether a mail went out; kept rows cost claims nothing. */
    static final Duration RETENTION = Duration.ofDays(4);

    /** A batch holds its locks and its share of the log for a few milliseconds only. */
    private static final int AT_ONCE = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    PurgeOutbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outbox-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        var before = clock.instant().minus(RETENTION).atOffset(ZoneOffset.UTC);
        return run.inBatches(AT_ONCE, most -> remove(before, most));
    }

    private int remove(OffsetDateTime before, int most) {
        return jdbc.sql("""
                delete from outbox.delivery
                 where id in (select id
                                from outbox.delivery
                               where state in ('done', 'discarded') and finished_at < :before
                               order by finished_at
                               limit :most
                                 for update skip locked)
                """).param("before", before).param("most", most).update();
    }
}
