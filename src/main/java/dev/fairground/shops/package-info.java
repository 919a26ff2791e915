/**
 * The tenant: a seller's shop, its team and what each role there may do.
 *
 * <p>Owns: shops, team members, invitations. Promises: a shop has exactly one owner at any moment, and a role taken away is gone with the
 * next request. Refuses to know: what a shop sells. A newcomer will ask why rights are strings: access hands them around without knowing
 * shops, and {@link dev.fairground.shops.ShopRights} is the one place where they are spelled.
 */
@ApplicationModule(
        displayName = "Shops",
        allowedDependencies = {
            "identity",
            "access",
            "platform :: errors",
            "platform :: ids",
            "platform :: web",
            "platform :: audit"
        })
@NullMarked
package dev.fairground.shops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
