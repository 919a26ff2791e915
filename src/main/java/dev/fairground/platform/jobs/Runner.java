package dev.fairground.platform.jobs;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.jobs.RunLedger.Trigger;
import dev.fairground.platform.practices.Shows;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** The one way in which a job is run, whoever wants it: in its turn, for so long at most, with a line in the ledger. */
@Component
class Runner {

    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    private final Turns turns;
    private final Surroundings surroundings;
    private final MeterRegistry meters;

    Runner(Turns turns, Surroundings surroundings, MeterRegistry meters) {
        this.turns = turns;
        this.surroundings = surroundings;
        this.meters = meters;
    }

    /**
     * Runs it on the calling thread. What the job throws is thrown on, after it was noted.
     *
     * @param longest after this the run is taken for hanging: it is interrupted, and its turn is free for the next
     * @param timeIsUp whether it should end although there is more to do
     */
    @Shows("job-run-ledger")
    JobReport run(Job job, Trigger trigger, String actor, Duration longest, BooleanSupplier timeIsUp) {
        var id = UuidV7.next();
        Turn taken = turns.take(job.name(), id);
        if (taken == null) {
            throw JobRefused.alreadyRunning();
        }
        var sample = Timer.start(meters);
        String state = "failed";
        try (Turn turn = taken;
                var _ = MDC.putCloseable("job", job.name());
                var _ = MDC.putCloseable("run", id.toString());
                var _ = MDC.putCloseable("user", trigger == Trigger.PERSON ? actor : "job:" + job.name())) {
            turn.keep(longest, Thread.currentThread());
            surroundings.ledger().begin(id, job.name(), trigger, actor);
            try {
                var run = new JobRun(turn, surroundings, timeIsUp);
                JobReport report = surroundings.around().each("job " + job.name(), () -> job.run(run));
                state = ended(turn, report);
                return report;
            } catch (RuntimeException | Error failed) {
                log.error("Job {} failed", job.name(), failed);
                Thread.interrupted(); // still set, it would keep us from writing down what happened
                surroundings.ledger().fail(id, failed);
                throw failed;
            }
        } finally {
            sample.stop(meters.timer("fairground.jobs.runs", "job", job.name(), "state", state));
        }
    }

    private String ended(Turn turn, JobReport report) {
        Thread.interrupted(); // as above
        if (!surroundings.ledger().end(turn.run(), report)) {
            log.warn("Job {} has ended too late; the run counts as lost", turn.job());
            return "lost";
        }
        return report.bad() > 0 ? "partial" : "succeeded";
    }
}
