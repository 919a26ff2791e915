package contest;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One-time tasks of db-scheduler, scheduled in the business transaction, with nothing else in the program. */
public final class DbSchedulerContestant implements Contestant {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final DataSource database;
    private final List<OneTimeTask<Void>> tasks;
    private final SchedulerClient client;
    private volatile @Nullable Scheduler scheduler;

    private DbSchedulerContestant(DataSource database, TransactionTemplate transaction, Arrivals arrivals) {
        this.database = database;
        this.tasks = List.of(
                Tasks.oneTime("insert")
                        .execute((task, _) ->
                                transaction.executeWithoutResult(_ -> arrivals.insert(UUID.fromString(task.getId())))),
                Tasks.oneTime("nothing").execute((_, _) -> arrivals.nothing()),
                Tasks.oneTime("second").execute((_, _) -> arrivals.nothing()),
                Tasks.oneTime("third").execute((_, _) -> arrivals.nothing()));
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database), List.copyOf(tasks))
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        var settings = new HikariConfig();
        settings.setJdbcUrl(System.getenv("CONTEST_DATABASE"));
        settings.setMaximumPoolSize(2 * Stage.THREADS);
        try (var database = new HikariDataSource(settings)) {
            var jdbc = JdbcClient.create(database);
            jdbc.sql("""
                    create table scheduled_tasks (
                        task_name            text        not null,
                        task_instance        text        not null,
                        task_data            bytea,
                        execution_time       timestamptz not null,
                        picked               boolean     not null,
                        picked_by            text,
                        last_success         timestamptz,
                        last_failure         timestamptz,
                        consecutive_failures int,
                        last_heartbeat       timestamptz,
                        version              bigint      not null,
                        priority             smallint,
                        primary key (task_name, task_instance))
                    """).update();
            jdbc.sql("create index on scheduled_tasks (execution_time)").update();
            jdbc.sql("create index on scheduled_tasks (last_heartbeat)").update();
            var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
            var arrivals = new Arrivals(jdbc);
            new Stage(new DbSchedulerContestant(database, transaction, arrivals), jdbc, transaction, arrivals).play();
        }
    }

    @Override
    public String terms() {
        return "pollUsingLockAndFetch(1.0, 4.0), %d threads, told of each commit by triggerCheckForDueExecutions, pool of %d"
                .formatted(Stage.THREADS, 2 * Stage.THREADS);
    }

    @Override
    public String table() {
        return "scheduled_tasks";
    }

    /** What was done is deleted. */
    @Override
    public String unfinished() {
        return "true";
    }

    @Override
    public void publish(Kind kind, UUID event) {
        var instances = switch (kind) {
            case INSERT -> Stream.of(tasks.get(0));
            case NOTHING -> Stream.of(tasks.get(1));
            case THREE -> tasks.stream().skip(1);
            case NONE -> Stream.<OneTimeTask<Void>>empty();
        };
        client.scheduleBatch(
                instances
                        .<TaskInstance<?>>map(task -> task.instance(event.toString()))
                        .toList(),
                Instant.now());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Scheduler running = scheduler;
                if (running != null) running.triggerCheckForDueExecutions();
            }
        });
    }

    @Override
    public void start() {
        var begun = Scheduler.create(database, List.copyOf(tasks))
                .threads(Stage.THREADS)
                .pollingInterval(POLL)
                .pollUsingLockAndFetch(1.0, 4.0)
                .build();
        scheduler = begun;
        begun.start();
    }

    @Override
    public void stop() {
        Scheduler running = scheduler;
        scheduler = null;
        if (running != null) running.stop();
    }
}
