package dev.fairground.platform.jobs;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sees to it that of all instances and operators one at a time runs a job. A turn is a lease on the database's clock; one that ran out is
 * gone for good, even where nobody has taken it since, because the run under it counts as lost from then on.
 */
@Component
class Turns {

    /** Shorter than the minute after which the scheduler declares a run dead and begins it anew, which must find the turn free. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final JdbcClient jdbc;

    Turns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Null if another has it. A live turn is seen without waiting for its holder, who may be in the middle of a transaction under it. */
    @Nullable
    Turn take(String job, UUID run) {
        boolean taken = jdbc.sql("""
                insert into jobs.turn (job, token, lease_until)
                select :job, :token, clock_timestamp() + :lease * interval '1 second'
                 where not exists (select from jobs.turn held where held.job = :job and held.lease_until >= clock_timestamp())
                    on conflict on constraint turn_pk do update
                   set token = excluded.token, lease_until = excluded.lease_until
                 where turn.lease_until < clock_timestamp()
                """)
                        .param("job", job)
                        .param("token", run)
                        .param("lease", LEASE.toSeconds())
                        .update()
                == 1;
        return taken ? new Turn(this, job, run, System::nanoTime) : null;
    }

    Renewal renew(String job, UUID run) {
        try {
            int renewed = jdbc.sql("""
                    update jobs.turn
                       set lease_until = clock_timestamp() + :lease * interval '1 second'
                     where job = :job and token = :token and lease_until >= clock_timestamp()
                    """)
                    .param("job", job)
                    .param("token", run)
                    .param("lease", LEASE.toSeconds())
                    .update();
            return renewed == 1 ? Renewal.RENEWED : Renewal.GONE;
        } catch (RuntimeException failed) {
            log.warn("Cannot renew the turn of {} at present", job, failed);
            return Renewal.UNKNOWN;
        }
    }

    void giveBack(String job, UUID run) {
        try {
            jdbc.sql("delete from jobs.turn where job = :job and token = :token")
                    .param("job", job)
                    .param("token", run)
                    .update();
        } catch (RuntimeException failed) {
            log.warn("Could not give back the turn of {}; it runs out by itself", job, failed);
        }
    }

    /** How a renewal went. */
    enum Renewal {
        RENEWED,
        GONE,
        /** The database did not answer; it may be there again before the lease runs out. */
        UNKNOWN
    }
}
