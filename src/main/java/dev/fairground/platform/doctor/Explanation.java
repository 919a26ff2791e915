package dev.fairground.platform.doctor;

import java.util.List;

/**
 * How PostgreSQL answers a statement.
 *
 * @param sql as it was sent
 * @param ran whether it was run for this; one that writes, or takes too long, is planned only
 * @param milliseconds that it took, 0 where it was not run
 * @param buffers pages of 8 kB that it touched, 0 where it was not run
 * @param plan the steps, each on a line under the one that asked for it
 * @param faults what is wrong with them, as sentences
 */
public record Explanation(
        String sql, boolean ran, double milliseconds, long buffers, List<String> plan, List<String> faults) {}
