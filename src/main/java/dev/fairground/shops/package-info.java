/**
 * The tenant: a seller's shop, its team and what each role there may do, its plan and what that entitles it to.
 *
 * <p>Owns: shops, team members, invitations, plans, subscriptions and their fees. Promises: a shop has exactly one owner at any moment, a
 * role taken away is gone with the next request, no more people work for a shop than its plan has seats, and nobody loses a thing by a
 * smaller plan: what exceeds it rests until there is room. Refuses to know: what a shop sells. A newcomer will ask why rights are strings: access hands them around without knowing
 * shops, and {@link dev.fairground.shops.ShopRights} is the one place where they are spelled.
 */
@ApplicationModule(
        displayName = "Shops",
        allowedDependencies = {
            "money",
            "identity",
            "access",
            "payments",
            "platform :: errors",
            "platform :: ids",
            "platform :: web",
            "platform :: audit",
            "platform :: idempotency",
            "platform :: jobs",
            "platform :: outbox",
            "platform :: ratelimit"
        })
@NullMarked
package dev.fairground.shops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
