package dev.fairground.platform.jobs;

import dev.fairground.platform.jobs.RecurringWork.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator sees of jobs. */
@Component
public class JobViews {

    private static final int RUNS = 20;
    private static final int ITEMS = 100;

    private final Jobs jobs;
    private final RunLedger ledger;
    private final Schedulers schedulers;
    private final JdbcClient jdbc;
    private final Clock clock;

    JobViews(Jobs jobs, RunLedger ledger, Schedulers schedulers, JdbcClient jdbc, Clock clock) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.schedulers = schedulers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every job by name, in three statements however many there are. */
    public List<JobStanding> all() {
        return standings(jobs.entries().keySet());
    }

    /** @throws dev.fairground.platform.errors.Refusal if there is no such job */
    public JobDetail one(String job) {
        jobs.named(job);
        return new JobDetail(standings(Set.of(job)).getFirst(), runs(job), items(job));
    }

    /** How many schedulers looked for due jobs within the last minute; with none, nothing runs and a wish waits. */
    public long schedulersAwake() {
        return schedulers.seen().stream().filter(Schedulers.Seen::isAwake).count();
    }

    private List<JobStanding> standings(Collection<String> names) {
        var entries = jobs.entries();
        var histories = ledger.histories(names);
        return jdbc.sql("""
                select wanted.job, task.execution_time as next_due, pause.at as paused_at, pause.by as paused_by, pause.why,
                       wish.at as asked_at, wish.by as asked_by, last.id, last.trigger, last.actor, last.instance, last.release,
                       last.state, last.started_at, last.ended_at, last.items_ok, last.items_bad, last.checkpoint, last.error
                  from unnest(:jobs::text[]) as wanted (job)
                  left join jobs.scheduled_task task on task.task_name = wanted.job
                  left join jobs.pause on pause.job = wanted.job
                  left join jobs.wish on wish.job = wanted.job
                  left join lateral (select *
                                       from jobs.run
                                      where run.job = wanted.job
                                      order by run.started_at desc
                                      limit 1) last on true
                 order by wanted.job
                """)
                .param("jobs", names.toArray(String[]::new))
                .query((row, number) -> standing(row, entries, histories))
                .list();
    }

    private JobStanding standing(ResultSet row, Map<String, Entry> entries, Map<String, Heartbeat.History> histories)
            throws SQLException {
        String job = row.getString("job");
        var entry = Objects.requireNonNull(entries.get(job));
        var history = Objects.requireNonNull(histories.get(job));
        return new JobStanding(
                job,
                Heartbeat.of(history, entry, clock.instant()),
                entry.cadence(),
                entry.reason(),
                RunLedger.instant(row, "next_due"),
                history.lastSuccess(),
                history.failures(),
                history.setAside(),
                row.getObject("id") == null ? null : run(row),
                row.getObject("paused_at") == null
                        ? null
                        : new Pause(at(row, "paused_at"), row.getString("paused_by"), row.getString("why")),
                row.getObject("asked_at") == null
                        ? null
                        : new AskedRun(at(row, "asked_at"), row.getString("asked_by")));
    }

    private List<PastRun> runs(String job) {
        return jdbc.sql("""
                select id, trigger, actor, instance, release, state, started_at, ended_at, items_ok, items_bad, checkpoint, error
                  from jobs.run
                 where job = :job
                 order by started_at desc
                 limit :most
                """)
                .param("job", job)
                .param("most", RUNS)
                .query((row, number) -> run(row))
                .list();
    }

    private List<SetAsideItem> items(String job) {
        return jdbc.sql("""
                select item, error, since, last_at, times
                  from jobs.set_aside
                 where job = :job
                 order by since, item
                 limit :most
                """)
                .param("job", job)
                .param("most", ITEMS)
                .query((row, number) -> new SetAsideItem(
                        row.getString("item"),
                        row.getString("error"),
                        at(row, "since"),
                        row.getInt("times"),
                        at(row, "last_at").plus(SetAside.rest(row.getInt("times")))))
                .list();
    }

    private static PastRun run(ResultSet row) throws SQLException {
        return new PastRun(
                row.getObject("id", UUID.class),
                row.getString("state"),
                row.getString("trigger"),
                row.getString("actor"),
                row.getString("instance"),
                row.getString("release"),
                at(row, "started_at"),
                RunLedger.instant(row, "ended_at"),
                row.getLong("items_ok"),
                row.getLong("items_bad"),
                row.getString("checkpoint"),
                row.getString("error"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * One job at this moment.
     *
     * @param cadence when it runs, in words
     * @param nextDue null where no scheduler has begun with it
     * @param failures how many runs failed or were lost since the last success
     * @param setAside how many items wait for another try
     * @param lastRun the one that began last, ended or not; null if there was none
     */
    public record JobStanding(
            String name,
            Heartbeat state,
            String cadence,
            String reason,
            @Nullable Instant nextDue,
            @Nullable Instant lastSuccess,
            long failures,
            long setAside,
            @Nullable PastRun lastRun,
            @Nullable Pause paused,
            @Nullable AskedRun asked) {}

    /** A job with its newest runs and what it has set aside, the oldest first; both are cut where nobody would read on. */
    public record JobDetail(JobStanding job, List<PastRun> runs, List<SetAsideItem> setAside) {}

    /** One run, as the ledger has it: {@code state} is running, succeeded, partial, failed or lost; {@code trigger} schedule or person. */
    public record PastRun(
            UUID id,
            String state,
            String trigger,
            String actor,
            String instance,
            String release,
            Instant startedAt,
            @Nullable Instant endedAt,
            long ok,
            long bad,
            @Nullable String checkpoint,
            @Nullable String error) {}

    /** An item that failed {@code times} times, the last time with this error, and is left alone until {@code restsUntil}. */
    public record SetAsideItem(String item, String error, Instant since, int times, Instant restsUntil) {}

    public record Pause(Instant at, String by, String why) {}

    /** Somebody asked for a run that has not begun. */
    public record AskedRun(Instant at, String by) {}
}
