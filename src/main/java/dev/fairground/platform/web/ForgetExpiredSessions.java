package dev.fairground.platform.web;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes the sessions of browsers that stayed away too long. Spring Session's own clean-up is off: it has a clock of its own, and no bound. */
@Component
class ForgetExpiredSessions implements Job {

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ForgetExpiredSessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sessions-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        return run.inBatches(AT_ONCE, this::forget);
    }

    private int forget(int most) {
        return jdbc.sql("""
                delete from web.session
                 where primary_id = any (array(select primary_id
                                                 from web.session
                                                where expiry_time < :now
                                                order by expiry_time
                                                limit :most
                                                  for update skip locked))
                """)
                .param("now", clock.instant().toEpochMilli())
                .param("most", most)
                .update();
    }
}
