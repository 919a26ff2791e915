package dev.fairground.platform.jobs;

import dev.fairground.platform.practices.Shows;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run under way, handed to its {@link Job}. */
public final class JobRun {

    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    private final String job;
    private final UUID id;
    private final RunLedger ledger;
    private volatile boolean outOfTurn;

    JobRun(String job, UUID id, RunLedger ledger) {
        this.job = job;
        this.id = id;
        this.ledger = ledger;
    }

    /** Where the last run that left word got to, in the job's own words. */
    public Optional<String> checkpoint() {
        return ledger.lastCheckpoint(job);
    }

    /** Leaves word of how far this run is. */
    public void checkpoint(String place) {
        ledger.checkpoint(id, place);
    }

    /** Whether the run should end soon: the instance stops, or the turn was lost to another because this one was frozen for too long. */
    public boolean shouldStop() {
        return outOfTurn || Thread.currentThread().isInterrupted();
    }

    /**
     * Does {@code action} to each item. One that throws is set aside under its name, counted and shown to operators, and the rest go on.
     * Ends early when the run should stop.
     *
     * @param name what operators call the item, such as {@code order/0198…}
     */
    @Shows("err-boundary-level")
    public <T> JobReport eachOf(Iterable<T> items, Function<? super T, String> name, Action<? super T> action) {
        Set<String> setAside = ledger.setAside(job);
        long ok = 0;
        long bad = 0;
        for (T item : items) {
            if (shouldStop()) {
                break;
            }
            String called = name.apply(item);
            try {
                action.to(item);
                ok++;
                if (setAside.contains(called)) {
                    ledger.recovered(job, called);
                }
            } catch (Exception failed) { // one bad item never stops a batch
                bad++;
                log.warn("Job {} sets {} aside", job, called, failed);
                ledger.setAside(job, called, failed);
            }
        }
        return new JobReport(ok, bad);
    }

    void loseTurn() {
        outOfTurn = true;
    }

    /** What is done to one item. */
    @FunctionalInterface
    public interface Action<T> {
        void to(T item) throws Exception;
    }
}
