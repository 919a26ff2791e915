package dev.fairground.platform.jobs;

/** What a run did: how many items went well, and how many were set aside. */
public record JobReport(long ok, long bad) {

    public static final JobReport NOTHING = new JobReport(0, 0);

    public static JobReport ok(long items) {
        return new JobReport(items, 0);
    }

    public JobReport plus(JobReport other) {
        return new JobReport(ok + other.ok, bad + other.bad);
    }
}
