/**
 * The first page: what this is, three ways in, and what stands on the stalls today.
 *
 * <p>Owns: nothing but words. Promises: a newcomer knows after one screen what to do next, and every number on it is counted while they
 * look. Refuses to know: how anything works. A leaf: nothing depends on it, and a template that strips it loses one page.
 */
@ApplicationModule(
        displayName = "Welcome",
        allowedDependencies = {"platform :: instance", "platform :: practices", "platform :: web", "catalog", "listings"
        })
@NullMarked
package dev.fairground.welcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
