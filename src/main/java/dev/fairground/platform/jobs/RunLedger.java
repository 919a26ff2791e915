package dev.fairground.platform.jobs;

import dev.fairground.platform.jobs.Heartbeat.History;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps account of runs. Watching must not hurt the watched: a write that fails is a warning, and the job goes on. */
@Repository
class RunLedger {

    private static final Logger log = LoggerFactory.getLogger(RunLedger.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    RunLedger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes the beginning of a run by the holder of the job's turn; whatever was noted as running before has died. */
    void begin(UUID run, String job, Trigger trigger, String actor, String instance) {
        write(() -> {
            jdbc.sql("update jobs.run set state = 'lost', ended_at = :now where job = :job and state = 'running'")
                    .param("now", now())
                    .param("job", job)
                    .update();
            jdbc.sql("""
                    insert into jobs.run (id, job, trigger, actor, instance, state, started_at, items_ok, items_bad)
                    values (:id, :job, :trigger, :actor, :instance, 'running', :now, 0, 0)
                    """)
                    .param("id", run)
                    .param("job", job)
                    .param("trigger", trigger.name().toLowerCase(Locale.ROOT))
                    .param("actor", actor)
                    .param("instance", instance)
                    .param("now", now())
                    .update();
        });
    }

    void end(UUID run, JobReport report) {
        write(() -> jdbc.sql("""
                update jobs.run
                   set state = case when :bad > 0 then 'partial' else 'succeeded' end, ended_at = :now, items_ok = :ok, items_bad = :bad
                 where id = :id and state = 'running'
                """)
                .param("id", run)
                .param("now", now())
                .param("ok", report.ok())
                .param("bad", report.bad())
                .update());
    }

    void fail(UUID run, Throwable failure) {
        write(() -> jdbc.sql(
                        "update jobs.run set state = 'failed', ended_at = :now, error = :error where id = :id and state = 'running'")
                .param("id", run)
                .param("now", now())
                .param("error", sentence(failure))
                .update());
    }

    void checkpoint(UUID run, String place) {
        write(() -> jdbc.sql("update jobs.run set checkpoint = :place where id = :id")
                .param("place", place)
                .param("id", run)
                .update());
    }

    Optional<String> lastCheckpoint(String job) {
        return jdbc.sql("""
                select checkpoint
                  from jobs.run
                 where job = :job and checkpoint is not null
                 order by started_at desc
                 limit 1
                """)
                .param("job", job)
                .query((row, number) -> String.valueOf(row.getString("checkpoint")))
                .optional();
    }

    Set<String> setAside(String job) {
        return Set.copyOf(jdbc.sql("select item from jobs.set_aside where job = :job")
                .param("job", job)
                .query((row, number) -> String.valueOf(row.getString("item")))
                .list());
    }

    void setAside(String job, String item, Throwable failure) {
        write(() -> jdbc.sql("""
                insert into jobs.set_aside (job, item, error, since, last_at, times)
                values (:job, :item, :error, :now, :now, 1)
                    on conflict on constraint set_aside_pk do update
                   set error = excluded.error, last_at = excluded.last_at, times = set_aside.times + 1
                """)
                .param("job", job)
                .param("item", item)
                .param("error", sentence(failure))
                .param("now", now())
                .update());
    }

    void recovered(String job, String item) {
        write(() -> jdbc.sql("delete from jobs.set_aside where job = :job and item = :item")
                .param("job", job)
                .param("item", item)
                .update());
    }

    History history(String job) {
        return jdbc.sql("""
                select exists (select from jobs.pause where pause.job = :job) as paused,
                       coalesce((select state in ('failed', 'lost') from jobs.run
                                  where run.job = :job and state <> 'running' order by started_at desc limit 1), false) as failed_last,
                       (select max(ended_at) from jobs.run where run.job = :job and state in ('succeeded', 'partial')) as last_success,
                       (select min(started_at) from jobs.run where run.job = :job and state = 'running') as running_since
                """).param("job", job).query(RunLedger::history).single();
    }

    private static History history(ResultSet row, int number) throws SQLException {
        return new History(
                row.getBoolean("paused"),
                row.getBoolean("failed_last"),
                instant(row, "last_success"),
                instant(row, "running_since"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static void write(Runnable statement) {
        try {
            statement.run();
        } catch (RuntimeException failed) {
            log.warn("The ledger of jobs could not be written; the job goes on", failed);
        }
    }

    /** PostgreSQL's text holds no NUL. */
    private static String sentence(Throwable failure) {
        String text = (failure.getClass().getSimpleName() + ": " + failure.getMessage()).replace('\0', ' ');
        return text.substring(0, Math.min(text.length(), 2000));
    }

    /** What began a run. */
    enum Trigger {
        SCHEDULE,
        PERSON
    }
}
