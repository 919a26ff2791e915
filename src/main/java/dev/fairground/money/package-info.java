/**
 * Amounts and currency: the one vocabulary every module shares.
 *
 * <p>Owns: {@link dev.fairground.money.Money}. Promises: exact arithmetic in minor units, and an exception rather than a wrong sum.
 * Refuses to know: exchange rates, formatting for a page, and everything else.
 */
@ApplicationModule(
        displayName = "Money",
        allowedDependencies = {})
@NullMarked
package dev.fairground.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
