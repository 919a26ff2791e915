package dev.fairground.platform.jobs;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sees to it that of all instances and operators one at a time runs a job. A turn is a lease on the database's clock, renewed while the run lasts. */
@Component
class Turns {

    /** Shorter than the minute after which the scheduler declares a run dead and begins it anew, which must find the turn free. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration RENEWAL = LEASE.dividedBy(3);

    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final JdbcClient jdbc;

    Turns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if another has it. */
    boolean take(String job, UUID token) {
        return jdbc.sql("""
                insert into jobs.turn (job, token, lease_until)
                values (:job, :token, clock_timestamp() + :lease * interval '1 second')
                    on conflict on constraint turn_pk do update
                   set token = excluded.token, lease_until = excluded.lease_until
                 where turn.lease_until < clock_timestamp()
                """)
                        .param("job", job)
                        .param("token", token)
                        .param("lease", LEASE.toSeconds())
                        .update()
                == 1;
    }

    /** Holds a turn that was taken until it is closed; tells {@code lost} if it finds that another has it. */
    Held hold(String job, UUID token, Runnable lost) {
        var over = new CountDownLatch(1);
        Thread.ofVirtual().name("turn-" + job).start(() -> {
            try {
                while (!over.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    if (!renew(job, token)) {
                        lost.run();
                        return;
                    }
                }
            } catch (InterruptedException nobodyDoesThat) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            over.countDown();
            giveBack(job, token);
        };
    }

    private boolean renew(String job, UUID token) {
        try {
            return jdbc.sql("""
                    update jobs.turn
                       set lease_until = clock_timestamp() + :lease * interval '1 second'
                     where job = :job and token = :token
                    """)
                            .param("job", job)
                            .param("token", token)
                            .param("lease", LEASE.toSeconds())
                            .update()
                    == 1;
        } catch (RuntimeException failed) {
            log.warn("Cannot renew the turn of {} at present", job, failed);
            return true;
        }
    }

    private void giveBack(String job, UUID token) {
        try {
            jdbc.sql("delete from jobs.turn where job = :job and token = :token")
                    .param("job", job)
                    .param("token", token)
                    .update();
        } catch (RuntimeException failed) {
            log.warn("Could not give back the turn of {}; it runs out by itself", job, failed);
        }
    }

    /** A turn in use. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
