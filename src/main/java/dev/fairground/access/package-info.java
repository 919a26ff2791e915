/**
 * Who is calling, and what they may.
 *
 * <p>Owns: the {@link dev.fairground.access.Caller} with its grants, API tokens, staff capabilities, and the guard that enforces each
 * handler's rule. Promises: a handler without a rule does not start, and a grant taken away is gone with the next request. Refuses to
 * know: what a right means; rights are names that the modules which grant them choose.
 */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {
            "identity",
            "platform :: errors",
            "platform :: ids",
            "platform :: web",
            "platform :: audit",
            "platform :: instance",
            "platform :: jobs",
            "platform :: practices",
            "platform :: ratelimit"
        })
@NullMarked
package dev.fairground.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
