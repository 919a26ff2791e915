package dev.fairground.platform.jobs;

import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.querywatch.ExpectRepeats;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run under way, handed to its {@link Job}. */
public final class JobRun {

    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    /** At a thousand rows each, a million rows in a few minutes. */
    private static final int BATCHES_AT_MOST = 1_000;

    private final Turn turn;
    private final Surroundings surroundings;
    private final BooleanSupplier timeIsUp;

    JobRun(Turn turn, Surroundings surroundings, BooleanSupplier timeIsUp) {
        this.turn = turn;
        this.surroundings = surroundings;
        this.timeIsUp = timeIsUp;
    }

    /** Where the last run that left word got to, in the job's own words. */
    public Optional<String> checkpoint() {
        return surroundings.ledger().lastCheckpoint(turn.job());
    }

    /** Leaves word of how far this run is. One that was frozen until its turn was gone is ended here, so that it says nothing late. */
    @Shows("job-zombie-reaper")
    @ExpectRepeats("word is left after each step, or it would be of no use to the next run")
    public void checkpoint(String place) {
        turn.assertOurs();
        surroundings.ledger().checkpoint(turn.run(), place);
    }

    /**
     * Whether the run should end soon: the instance stops, the quiet hours are over, or the turn is gone because this run was frozen or
     * took too long.
     */
    public boolean shouldStop() {
        return Thread.currentThread().isInterrupted() || timeIsUp.getAsBoolean() || !turn.isOurs();
    }

    /**
     * Does {@code action} to each item. One that throws is set aside under its name, counted and shown to operators, and the rest go on;
     * one that has failed before is left alone for a while. Ends early when the run should stop.
     *
     * @param name what operators call the item, such as {@code order/0198…}
     */
    @Shows({"err-boundary-level", "job-poison-row"})
    public <T> JobReport eachOf(Iterable<T> items, Function<? super T, String> name, Action<? super T> action) {
        Map<String, Instant> failedBefore = surroundings.setAside().of(turn.job());
        long ok = 0;
        long bad = 0;
        for (T item : items) {
            if (shouldStop()) {
                break;
            }
            String called = name.apply(item);
            Instant rests = failedBefore.get(called);
            if (rests != null && surroundings.setAside().isResting(rests)) {
                continue;
            }
            if (surroundings.around().each("job " + turn.job() + " item", () -> went(item, called, action, rests))) {
                ok++;
            } else {
                bad++;
            }
        }
        return new JobReport(ok, bad);
    }

    /**
     * Repeats {@code batch}, which does up to {@code size} and tells how many, until nothing is left or the run should stop. Each is a
     * transaction that commits only while the turn is this run's. A backlog is worked off over several runs, so that none holds its turn
     * for hours.
     */
    public JobReport inBatches(int size, IntUnaryOperator batch) {
        long done = 0;
        for (int batches = 0; batches < BATCHES_AT_MOST && !shouldStop(); batches++) {
            int did = inTurn(size, batch);
            done += did;
            if (did < size) {
                break;
            }
        }
        return JobReport.ok(done);
    }

    private int inTurn(int size, IntUnaryOperator batch) {
        return Objects.requireNonNull(surroundings.transaction().<Integer>execute(_ -> {
            turn.assertOurs();
            return batch.applyAsInt(size);
        }));
    }

    private <T> boolean went(T item, String called, Action<? super T> action, @Nullable Instant rested) {
        try {
            action.to(item);
            if (rested != null) {
                surroundings.setAside().recovered(turn.job(), called);
            }
            return true;
        } catch (Exception failed) { // one bad item never stops a batch
            log.warn("Job {} sets {} aside", turn.job(), called, failed);
            surroundings.setAside().put(turn.job(), called, failed);
            return false;
        }
    }

    /** What is done to one item. */
    @FunctionalInterface
    public interface Action<T> {
        void to(T item) throws Exception;
    }
}
