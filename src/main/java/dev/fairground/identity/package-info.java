/**
 * Who somebody is: accounts, credentials, sessions, second factors.
 *
 * <p>Owns: the member, the ways to prove to be one, and suspension. Promises: a member's id never changes, an unknown address and a known
 * one get the same answer, and no secret is stored that could be used as it lies. Refuses to know: what anybody may do (access), and every
 * thing of the trade.
 */
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {
            "platform :: errors",
            "platform :: http",
            "platform :: ids",
            "platform :: web",
            "platform :: audit",
            "platform :: instance",
            "platform :: jobs",
            "platform :: ratelimit"
        })
@NullMarked
package dev.fairground.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
