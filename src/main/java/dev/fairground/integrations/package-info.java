/**
 * Tells systems of shops what happens to their orders and listings, by webhooks as standardwebhooks.com describes them.
 *
 * <p>Owns: the endpoints that shops register, their secrets, each message and each attempt to deliver it. Promises: a message keeps its id
 * over all attempts, one endpoint that hangs or refuses holds up no other, nothing that only we can reach is ever called, and whoever
 * runs the shop is told when we stop trying. Refuses to know: what the receiver does with it; a message says what happened to what, and
 * whoever wants more reads the API. A newcomer will ask why an attempt that failed does not stay in the outbox: it would wait there for
 * hours and look like a delivery of ours that is stuck, so a job hands it back when it is due.
 */
@ApplicationModule(
        displayName = "Integrations",
        allowedDependencies = {
            "money",
            "identity",
            "access",
            "shops",
            "listings",
            "orders",
            "platform :: effects",
            "platform :: audit",
            "platform :: errors",
            "platform :: http",
            "platform :: idempotency",
            "platform :: ids",
            "platform :: jobs",
            "platform :: outbox",
            "platform :: ratelimit",
            "platform :: web"
        })
@NullMarked
package dev.fairground.integrations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
