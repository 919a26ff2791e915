package dev.fairground.platform.jobs;

import dev.fairground.platform.jobs.Heartbeat.History;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
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
    private final Here here;

    RunLedger(JdbcClient jdbc, Clock clock, Here here) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.here = here;
    }

    /** Notes the beginning of a run by the holder of the job's turn; whatever was noted as running before has died. */
    void begin(UUID run, String job, Trigger trigger, String actor) {
        write(() -> jdbc.sql("""
                with died as (
                     update jobs.run set state = 'lost', ended_at = :now where job = :job and state = 'running'
                ), fulfilled as (
                     delete from jobs.wish where job = :job
                )
                insert into jobs.run (id, job, trigger, actor, instance, release, state, started_at, items_ok, items_bad)
                values (:id, :job, :trigger, :actor, :instance, :release, 'running', :now, 0, 0)
                """)
                .param("id", run)
                .param("job", job)
                .param("trigger", trigger.name().toLowerCase(Locale.ROOT))
                .param("actor", actor)
                .param("instance", here.instance())
                .param("release", here.release())
                .param("now", now())
                .update());
    }

    /** False, and nothing is written, where the run has its turn no more: it counts as lost, and what came after it knows better. */
    boolean end(UUID run, JobReport report) {
        return write(() -> jdbc.sql("""
                update jobs.run
                   set state = case when :bad > 0 then 'partial' else 'succeeded' end, ended_at = :now, items_ok = :ok, items_bad = :bad
                 where id = :id
                   and state = 'running'
                   and exists (select from jobs.turn where turn.token = run.id and turn.lease_until >= clock_timestamp())
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
        write(() -> jdbc.sql("update jobs.run set checkpoint = :place where id = :id and state = 'running'")
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

    /** Marks runs whose instance died, or was frozen for longer than its lease, and tells how many; nobody else would until the next run. */
    int markLost() {
        return jdbc.sql("""
                update jobs.run
                   set state = 'lost', ended_at = :now
                 where state = 'running'
                   and not exists (select from jobs.turn
                                    where turn.job = run.job and turn.token = run.id and turn.lease_until >= clock_timestamp())
                """).param("now", now()).update();
    }

    /** Who asked for a run that has not begun. */
    Optional<String> wish(String job) {
        return jdbc.sql("select by from jobs.wish where job = :job")
                .param("job", job)
                .query((row, number) -> String.valueOf(row.getString("by")))
                .optional();
    }

    boolean isPaused(String job) {
        return jdbc.sql("select exists (select from jobs.pause where job = :job) as paused")
                .param("job", job)
                .query((row, number) -> row.getBoolean("paused"))
                .single();
    }

    Map<String, History> histories(Collection<String> jobs) {
        var histories = new TreeMap<String, History>();
        jdbc.sql("""
                select wanted.job,
                       exists (select from jobs.pause where pause.job = wanted.job) as paused,
                       (select count(*) from jobs.run
                         where run.job = wanted.job and run.state in ('failed', 'lost')
                           and (success.started_at is null or run.started_at > success.started_at)) as failures,
                       success.ended_at as last_success,
                       (select min(run.started_at) from jobs.run where run.job = wanted.job and run.state = 'running') as running_since,
                       (select count(*) from jobs.set_aside where set_aside.job = wanted.job) as set_aside
                  from unnest(:jobs::text[]) as wanted (job)
                  left join lateral (select run.started_at, run.ended_at
                                       from jobs.run
                                      where run.job = wanted.job and run.state in ('succeeded', 'partial')
                                      order by run.started_at desc
                                      limit 1) success on true
                """)
                .param("jobs", jobs.toArray(String[]::new))
                .query((row, number) -> histories.put(row.getString("job"), history(row)))
                .list();
        return histories;
    }

    /** For how many seconds each kind of work outside of our schedule has been missed. */
    Map<String, Long> overdue() {
        var overdue = new TreeMap<String, Long>();
        jdbc.sql("select name, greatest(0, extract(epoch from :now - next_by))::bigint as seconds from jobs.beat")
                .param("now", now())
                .query((row, number) -> overdue.put(row.getString("name"), row.getLong("seconds")))
                .list();
        return overdue;
    }

    private static History history(ResultSet row) throws SQLException {
        return new History(
                row.getBoolean("paused"),
                row.getLong("failures"),
                instant(row, "last_success"),
                instant(row, "running_since"),
                row.getLong("set_aside"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Whether it wrote a row; where it could not be tried, nobody is to blame. */
    static boolean write(IntSupplier statement) {
        try {
            return statement.getAsInt() > 0;
        } catch (RuntimeException failed) {
            log.warn("The ledger of jobs could not be written; the job goes on", failed);
            return true;
        }
    }

    /** PostgreSQL's text holds no NUL. */
    static String sentence(Throwable failure) {
        String text = (failure.getClass().getSimpleName() + ": " + failure.getMessage()).replace('\0', ' ');
        return text.substring(0, Math.min(text.length(), 2000));
    }

    /** What began a run. */
    enum Trigger {
        SCHEDULE,
        PERSON
    }
}
