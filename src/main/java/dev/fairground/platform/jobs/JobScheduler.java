package dev.fairground.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.instance.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs jobs when they are due, on an instance with the role of scheduler. Which of several instances takes a run is db-scheduler's affair. */
@Component
class JobScheduler implements SmartLifecycle {

    /** A run whose instance gives no sign four times in a row is begun anew: within a minute. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    /** How late a job may begin. Asking is one indexed look at a table of a dozen rows. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Less than the twenty seconds that the application gives its parts to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Jobs are few and mostly short; a long one must not hold up the others. */
    private static final int AT_ONCE = 4;

    private final Instance instance;
    private final Jobs jobs;
    private final DataSource database;
    private final Clock clock;
    private @Nullable Scheduler scheduler;

    JobScheduler(Instance instance, Jobs jobs, DataSource database, Clock clock) {
        this.instance = instance;
        this.jobs = jobs;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean isAutoStartup() {
        return instance.plays(Role.SCHEDULER);
    }

    @Override
    public synchronized void start() {
        scheduler = Scheduler.create(database)
                .tableName("jobs.scheduled_task")
                .startTasks(tasks())
                .threads(AT_ONCE)
                .pollingInterval(POLL)
                .heartbeatInterval(SIGN_OF_LIFE)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(PATIENCE)
                .clock(clock::instant)
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

    private List<RecurringTask<?>> tasks() {
        List<RecurringTask<?>> tasks = new ArrayList<>();
        jobs.work()
                .jobs()
                .forEach((name, entry) -> tasks.add(
                        Tasks.recurring(name, entry.schedule()).execute((execution, context) -> jobs.runDue(name))));
        return tasks;
    }
}
