package dev.fairground.platform.querywatch;

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
 * @param threshold how many runs with different parameters make an N+1; the strictest is 2
 * @param application packages whose frames count as call sites
 * @param plumbing packages among those that only pass calls on; their caller is the call site
 */
@Validated
@ConfigurationProperties("fairground.querywatch")
record QueryWatchSettings(
        @DefaultValue("log") @NotNull Mode mode,
        @DefaultValue("10") @Min(2) int threshold,
        @NotEmpty List<String> application,
        @DefaultValue List<String> plumbing) {

    /** What happens to a finding. */
    enum Mode {
        /** No unit is ever opened. */
        OFF,
        /** Only the metrics know. */
        COUNT,
        /** A warning, and the listeners are told; once per process and place. */
        LOG,
        /** The statement fails. The call site is taken with the first run already, which costs more. */
        RAISE
    }
}
