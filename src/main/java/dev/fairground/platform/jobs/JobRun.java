package dev.fairground.platform.jobs;

import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.querywatch.ExpectRepeats;
import dev.fairground.platform.work.Around;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run under way, handed to its {@link Job}. */
public final class JobRun {

    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    /** At a thousand rows each, a million rows in a few minutes. */
    private static final int BATCHES_AT_MOST = 1_000;

    private final String job;
    private final UUID id;
    private final RunLedger ledger;
    private final Around around;
    private volatile boolean outOfTurn;

    JobRun(String job, UUID id, RunLedger ledger, Around around) {
        this.job = job;
        this.id = id;
        this.ledger = ledger;
        this.around = around;
    }

    /** Where the last run that left word got to, in the job's own words. */
    public Optional<String> checkpoint() {
        return ledger.lastCheckpoint(job);
    }

    /** Leaves word of how far this run is. */
    @ExpectRepeats("word is left after each step, or it would be of no use to the next run")
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
            if (around.each("job " + job + " item", () -> went(item, name.apply(item), action, setAside))) {
                ok++;
            } else {
                bad++;
            }
        }
        return new JobReport(ok, bad);
    }

    /**
     * Repeats {@code batch}, which does up to {@code size} and tells how many, until nothing is left or the run should stop. A backlog is
     * worked off over several runs, so that none holds its turn for hours.
     */
    public JobReport inBatches(int size, IntUnaryOperator batch) {
        long done = 0;
        for (int batches = 0; batches < BATCHES_AT_MOST && !shouldStop(); batches++) {
            int did = batch.applyAsInt(size);
            done += did;
            if (did < size) {
                break;
            }
        }
        return JobReport.ok(done);
    }

    private <T> boolean went(T item, String called, Action<? super T> action, Set<String> setAside) {
        try {
            action.to(item);
            if (setAside.contains(called)) {
                ledger.recovered(job, called);
            }
            return true;
        } catch (Exception failed) { // one bad item never stops a batch
            log.warn("Job {} sets {} aside", job, called, failed);
            ledger.setAside(job, called, failed);
            return false;
        }
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
