package dev.fairground.platform.jobs;

/**
 * Recurring work. A bean of this type has an entry of its name under {@code fairground.jobs} in {@code application.yml}, which says when it
 * runs and why; one without the other stops the start. It loads what is due and hands each item to a use case.
 *
 * <p>Two runs never overlap. A run that died is not resumed: the next one finds what is still due, so a job must bear being cut off anywhere.
 */
public interface Job {

    /** Stable and kebab-case: {@code outbox-purge}. */
    String name();

    /** Does what is due. What it throws ends the run as failed; a bad item should not ({@link JobRun#eachOf}). */
    JobReport run(JobRun run);
}
