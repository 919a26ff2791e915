/**
 * One deal from promise to delivery.
 *
 * <p>Owns: baskets, orders and their lines, the state each is in, and what of it goes back. Promises: an order is placed with its stock
 * reserved and its payment asked for, or not at all, and it is paid, cancelled or expired exactly once, whichever answer comes first; no
 * more goes back than was paid. Refuses to know: how money moves (payments) and how anybody is told (notifications). A newcomer will ask
 * why placing does not call the provider: an answer that is lost on the way back must not be able to lose an order, so the call follows
 * the commit.
 */
@ApplicationModule(
        displayName = "Orders",
        allowedDependencies = {
            "money",
            "identity",
            "access",
            "shops",
            "listings",
            "payments",
            "platform :: errors",
            "platform :: ids",
            "platform :: web",
            "platform :: audit",
            "platform :: flags",
            "platform :: jobs",
            "platform :: outbox",
            "platform :: idempotency",
            "platform :: practices",
            "platform :: ratelimit"
        })
@NullMarked
package dev.fairground.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
