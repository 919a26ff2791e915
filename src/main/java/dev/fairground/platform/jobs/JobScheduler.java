package dev.fairground.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.instance.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs jobs when they are due, on an instance with the role of scheduler. Which of several instances takes a run is db-scheduler's affair;
 * all of them count by the database's clock, because one whose own clock is ahead would take the others' runs for dead.
 */
@Component
class JobScheduler implements SmartLifecycle {

    /** A run whose instance gives no sign four times in a row is begun anew: within a minute. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    /** How late a job may begin. Asking is one indexed look at a table of a dozen rows. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Less than the twenty seconds that the application gives its parts to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** For a run to write down that it was interrupted. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** Jobs are few and mostly short; a long one must not hold up the others. */
    private static final int AT_ONCE = 4;

    private static final Logger log = LoggerFactory.getLogger(JobScheduler.class);

    private final Instance instance;
    private final Jobs jobs;
    private final DataSource database;
    private final SchedulerClock time;
    private @Nullable Scheduler scheduler;

    JobScheduler(Instance instance, Jobs jobs, DataSource database, SchedulerClock time) {
        this.instance = instance;
        this.jobs = jobs;
        this.database = database;
        this.time = time;
    }

    @Override
    public boolean isAutoStartup() {
        return instance.plays(Role.SCHEDULER);
    }

    @Override
    public synchronized void start() {
        time.polled();
        scheduler = Scheduler.create(database)
                .tableName("jobs.scheduled_task")
                .startTasks(tasks(jobs, time))
                .threads(AT_ONCE)
                .pollingInterval(POLL)
                .heartbeatInterval(SIGN_OF_LIFE)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(PATIENCE)
                .clock(time::instant)
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onSchedulerEvent(SchedulerEventType event) {
                        if (event == SchedulerEventType.RAN_EXECUTE_DUE) {
                            time.polled();
                        }
                    }
                })
                .build();
        scheduler.start();
    }

    @Override
    public synchronized void stop() {
        Scheduler running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    static List<RecurringTask<?>> tasks(Jobs jobs, InstantSource time) {
        return jobs.entries().entrySet().stream()
                .<RecurringTask<?>>map(entry -> Tasks.recurring(
                                entry.getKey(), entry.getValue().schedule())
                        .execute((execution, context) ->
                                run(entry.getKey(), entry.getValue().grace(), () -> jobs.runDue(entry.getKey(), time))))
                .toList();
    }

    /** Waits for as long as the run may take. One that hangs is left behind, without its turn, so that the next can begin. */
    private static void run(String job, Duration longest, Runnable work) {
        Thread run = Thread.ofVirtual().name("job-" + job).start(work);
        try {
            if (!run.join(longest.plus(LAST_WORDS))) {
                log.error("Job {} does not end and is left behind; its turn is over", job);
            }
        } catch (InterruptedException stopping) {
            run.interrupt();
            awaitLastWords(run);
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitLastWords(Thread run) {
        try {
            run.join(LAST_WORDS);
        } catch (InterruptedException again) {
            log.debug("Not waited for {}", run.getName(), again);
        }
    }
}
