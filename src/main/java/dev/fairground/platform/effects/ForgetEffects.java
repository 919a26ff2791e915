package dev.fairground.platform.effects;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes effects that nobody would undo any more. */
@Component
class ForgetEffects implements Job {

    /** Banks give a payer up to half a year to complain; after that, a release's doings are history. */
    static final Duration KEPT = Duration.ofDays(190);

    private static final int AT_ONCE = 2_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ForgetEffects(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "effects-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        var before = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        return run.inBatches(
                AT_ONCE,
                most -> jdbc.sql("""
                delete from effects.effect
                 where id in (select id
                                from effects.effect
                               where intended_at < :before
                               order by intended_at
                               limit :most
                                 for update skip locked)
                """)
                        .param("before", before)
                        .param("most", most)
                        .update());
    }
}
