package dev.fairground.platform.jobs;

import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator may do to jobs. Each act is audited in its own transaction; one that changes nothing is not. */
@Component
public class JobControls {

    private final Jobs jobs;
    private final Schedulers schedulers;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    JobControls(Jobs jobs, Schedulers schedulers, JdbcClient jdbc, Audit audit, Clock clock) {
        this.jobs = jobs;
        this.schedulers = schedulers;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asks for a run now, whether or not the job is due or paused, on whichever instance schedules. Asked for twice, it runs once.
     *
     * @param actor who asks, such as {@code member/0198…}
     * @throws dev.fairground.platform.errors.Refusal if there is no such job, or it is running
     */
    @Transactional
    public void ask(String job, String actor) {
        jobs.named(job);
        if (isRunning(job)) {
            throw JobRefused.alreadyRunning();
        }
        if (wish(job, actor)) {
            audit.record("job.asked", target(job), Map.of(), Map.of());
        }
    }

    /** The schedule does not run the job until it is resumed. A run under way goes on. */
    @Transactional
    public void pause(String job, String actor, String why) {
        jobs.named(job);
        int paused = jdbc.sql("""
                insert into jobs.pause (job, at, by, why)
                values (:job, :now, :by, :why)
                    on conflict on constraint pause_pk do nothing
                """)
                .param("job", job)
                .param("now", now())
                .param("by", actor)
                .param("why", why)
                .update();
        if (paused == 1) {
            audit.record("job.paused", target(job), Map.of(), Map.of("why", why));
        }
    }

    @Transactional
    public void resume(String job) {
        jobs.named(job);
        if (jdbc.sql("delete from jobs.pause where job = :job")
                        .param("job", job)
                        .update()
                == 1) {
            audit.record("job.resumed", target(job), Map.of(), Map.of());
        }
    }

    /**
     * Has an item that was set aside tried at once, as if it had never failed, and asks for the run that does.
     *
     * @throws dev.fairground.platform.errors.Refusal if there is no such job, or the item is not set aside
     */
    @Transactional
    public void retry(String job, String item, String actor) {
        jobs.named(job);
        if (jdbc.sql("delete from jobs.set_aside where job = :job and item = :item")
                        .param("job", job)
                        .param("item", item)
                        .update()
                == 0) {
            throw JobRefused.notSetAside();
        }
        audit.record("job.item-retried", target(job), Map.of(), Map.of("item", item));
        wish(job, actor);
    }

    /** The same for all that the job has set aside; returns how much that is. */
    @Transactional
    public int retryAll(String job, String actor) {
        jobs.named(job);
        int items = jdbc.sql("delete from jobs.set_aside where job = :job")
                .param("job", job)
                .update();
        if (items > 0) {
            audit.record("job.items-retried", target(job), Map.of(), Map.of("items", items));
            wish(job, actor);
        }
        return items;
    }

    private boolean isRunning(String job) {
        return jdbc.sql(
                        "select exists (select from jobs.turn where job = :job and lease_until >= clock_timestamp()) as running")
                .param("job", job)
                .query((row, number) -> row.getBoolean("running"))
                .single();
    }

    private boolean wish(String job, String actor) {
        int asked = jdbc.sql("""
                insert into jobs.wish (job, at, by)
                values (:job, :now, :by)
                    on conflict on constraint wish_pk do nothing
                """)
                .param("job", job)
                .param("now", now())
                .param("by", actor)
                .update();
        schedulers.wake();
        return asked == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String target(String job) {
        return "job/" + job;
    }
}
