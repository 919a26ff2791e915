/**
 * What can be sold here, as a tree of categories.
 *
 * <p>Owns: categories. Promises: the whole tree is in memory as an immutable, versioned snapshot, so asking it costs no statement, and an
 * edit is seen by every instance within ten seconds. Refuses to know: what is listed where. A newcomer will ask why it is no cache: it has
 * no misses, no eviction and one version, so nothing about it can be stale in parts.
 */
@ApplicationModule(
        displayName = "Catalog",
        allowedDependencies = {"platform :: errors", "platform :: ids", "platform :: practices", "platform :: web"})
@NullMarked
package dev.fairground.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
