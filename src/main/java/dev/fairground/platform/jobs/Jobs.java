package dev.fairground.platform.jobs;

import dev.fairground.platform.jobs.RecurringWork.Entry;
import dev.fairground.platform.jobs.RunLedger.Trigger;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Every job there is, and when it is run. */
@Component
@Shows("job-schedules-in-code")
public class Jobs {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final SortedMap<String, Job> jobs = new TreeMap<>();
    private final RecurringWork work;
    private final Runner runner;
    private final RunLedger ledger;
    private final Clock clock;

    Jobs(List<Job> jobs, RecurringWork work, Runner runner, RunLedger ledger, Clock clock) {
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
        this.runner = runner;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Runs a job now, on the calling thread, whether or not it is due or paused: the schedule by hand, for tests and tools. Operators ask
     * for a run by {@link JobControls}. What the job throws is thrown on, after it was noted.
     *
     * @param actor who wants it, such as {@code member/0198…}
     * @throws dev.fairground.platform.errors.Refusal if there is no such job, or it is running somewhere
     */
    public JobReport runNow(String name, String actor) {
        return runner.run(named(name), Trigger.PERSON, actor, entry(name).grace(), () -> false);
    }

    /** How each job is at this moment. */
    public Map<String, Heartbeat> heartbeats() {
        var now = clock.instant();
        var heartbeats = new TreeMap<String, Heartbeat>();
        ledger.histories(jobs.keySet())
                .forEach((name, history) -> heartbeats.put(name, Heartbeat.of(history, entry(name), now)));
        return heartbeats;
    }

    /**
     * Runs a job because it is due, or because a person asked for it; whatever happens is noted and goes no further.
     *
     * @param now by which clock the job is due, which is not this instance's own
     */
    void runDue(String name, InstantSource now) {
        var entry = entry(name);
        try {
            var asked = ledger.wish(name);
            if (asked.isPresent()) {
                runner.run(named(name), Trigger.PERSON, asked.get(), entry.grace(), () -> false);
            } else if (entry.isOpenAt(now.instant()) && !ledger.isPaused(name)) {
                runner.run(
                        named(name), Trigger.SCHEDULE, "system", entry.grace(), () -> !entry.isOpenAt(now.instant()));
            }
        } catch (JobRefused elsewhere) {
            log.info("Job {} is running already", name);
        } catch (RuntimeException failed) {
            log.debug("Noted in the ledger", failed);
        }
    }

    Job named(String name) {
        Job job = jobs.get(name);
        if (job == null) {
            throw JobRefused.noSuchJob();
        }
        return job;
    }

    SortedMap<String, Entry> entries() {
        return new TreeMap<>(work.jobs());
    }

    private Entry entry(String name) {
        return work.entry(name);
    }
}
