/**
 * The mechanisms that every module stands on, each in a package of its own with a small public surface.
 *
 * <p>Owns: errors, ids, work, web, http, outbox, webhooks, jobs, idempotency, rate limits, flags, caches, audit, querywatch, observability,
 * practices. Promises: a piece may use errors, one whose rows grow old may use jobs, and no piece knows another sibling. Refuses to know: any module
 * of the trade. A module names each piece it uses ({@code "platform :: errors"}), so its own package-info is a true list of its powers.
 */
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {})
@NullMarked
package dev.fairground.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
