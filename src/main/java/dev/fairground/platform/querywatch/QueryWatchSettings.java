package dev.fairground.platform.querywatch;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How closely statements are watched.
 *
 * @param threshold how many runs that one could have done make an N+1; the strictest is 2
 * @param sample share of the units in which repeats are looked for, 0 to 1; statements are counted in all
 * @param application packages whose frames count as call sites
 * @param plumbing packages among those that only pass calls on; their caller is the call site
 * @param fetches whether entities are watched for associations that were fetched and not read: it makes subclasses of them, so it is for
 *     development and tests
 * @param userKey under which the log's context knows the user
 * @param traceKey under which the log's context knows the trace
 */
@Validated
@ConfigurationProperties("fairground.querywatch")
record QueryWatchSettings(
        @DefaultValue("log") @NotNull Mode mode,
        @DefaultValue("10") @Min(2) int threshold,
        @DefaultValue("1") @DecimalMin("0") @DecimalMax("1") double sample,
        @NotEmpty List<String> application,
        @DefaultValue List<String> plumbing,
        @DefaultValue("false") boolean fetches,
        @DefaultValue("user") @NotEmpty String userKey,
        @DefaultValue("traceId") @NotEmpty String traceKey) {

    /** What happens to a finding. */
    enum Mode {
        /** No unit is ever opened. */
        OFF,
        /** Only the metrics know. */
        COUNT,
        /** A warning, and the listeners are told. */
        LOG,
        /** The statement fails. The call site is taken with the first run already, which costs more. */
        RAISE
    }
}
