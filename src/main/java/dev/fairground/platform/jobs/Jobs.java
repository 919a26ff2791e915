package dev.fairground.platform.jobs;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.jobs.RunLedger.Trigger;
import dev.fairground.platform.work.Around;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Every job there is, and the one way in which any of them is run. */
@Component
public class Jobs {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    /** Process and host, for people who read the ledger. */
    private static final String INSTANCE = ManagementFactory.getRuntimeMXBean().getName();

    private final SortedMap<String, Job> jobs = new TreeMap<>();
    private final RecurringWork work;
    private final Turns turns;
    private final RunLedger ledger;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Around around;

    Jobs(
            List<Job> jobs,
            RecurringWork work,
            Turns turns,
            RunLedger ledger,
            Clock clock,
            MeterRegistry meters,
            Around around) {
        jobs.forEach(job -> {
            if (this.jobs.put(job.name(), job) != null) {
                throw new IllegalStateException("Two jobs are called " + job.name());
            }
        });
        if (!this.jobs.keySet().equals(work.jobs().keySet())) {
            throw new IllegalStateException("The jobs there are, " + this.jobs.keySet()
                    + ", and the entries under fairground.jobs, " + work.jobs().keySet() + ", must be the same");
        }
        this.work = work;
        this.turns = turns;
        this.ledger = ledger;
        this.clock = clock;
        this.meters = meters;
        this.around = around;
    }

    /**
     * Runs a job now, on the calling thread, whether or not it is due or paused. What the job throws is thrown on, after it was noted.
     *
     * @param actor who wants it, such as {@code member/0198…}
     * @throws dev.fairground.platform.errors.Refusal if there is no such job, or it is running somewhere
     */
    public JobReport runNow(String name, String actor) {
        Job job = jobs.get(name);
        if (job == null) {
            throw JobRefused.noSuchJob();
        }
        return run(job, Trigger.PERSON, actor);
    }

    /** How each job is at this moment. */
    public Map<String, Heartbeat> heartbeats() {
        Map<String, Heartbeat> heartbeats = new LinkedHashMap<>();
        work.jobs()
                .forEach((name, entry) -> heartbeats.put(
                        name, Heartbeat.of(ledger.history(name), entry.period(), entry.grace(), clock.instant())));
        return heartbeats;
    }

    /** Runs a job because it is due, unless it is paused or somebody runs it already; whatever happens is noted and goes no further. */
    void runDue(String name) {
        try {
            Job job = jobs.get(name);
            if (job != null && !ledger.history(name).paused()) {
                run(job, Trigger.SCHEDULE, "system");
            }
        } catch (JobRefused elsewhere) {
            log.info("Job {} is running already", name);
        } catch (RuntimeException failed) {
            log.debug("Noted in the ledger", failed);
        }
    }

    RecurringWork work() {
        return work;
    }

    private JobReport run(Job job, Trigger trigger, String actor) {
        var id = UuidV7.next();
        if (!turns.take(job.name(), id)) {
            throw JobRefused.alreadyRunning();
        }
        var run = new JobRun(job.name(), id, ledger, around);
        var sample = Timer.start(meters);
        String state = "failed";
        try (var _ = turns.hold(job.name(), id, run::loseTurn);
                var _ = MDC.putCloseable("job", job.name());
                var _ = MDC.putCloseable("run", id.toString());
                var _ = MDC.putCloseable("user", trigger == Trigger.PERSON ? actor : "job:" + job.name())) {
            ledger.begin(id, job.name(), trigger, actor, INSTANCE);
            JobReport report = around.each("job " + job.name(), () -> job.run(run));
            ledger.end(id, report);
            state = report.bad() > 0 ? "partial" : "succeeded";
            return report;
        } catch (RuntimeException | Error failed) {
            log.error("Job {} failed", job.name(), failed);
            ledger.fail(id, failed);
            throw failed;
        } finally {
            sample.stop(meters.timer("fairground.jobs.runs", "job", job.name(), "state", state));
        }
    }
}
