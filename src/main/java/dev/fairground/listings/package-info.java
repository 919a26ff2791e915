/**
 * What is offered: draft, published, sold out, withdrawn.
 *
 * <p>Owns: listings, their stock and pictures. Promises: stock is never negative and never sold twice, and a listing that is not public is
 * the same as none to anybody outside its shop's team. Refuses to know: who buys. A newcomer will ask where the state is set: nowhere; it
 * is a generated column over the facts (published when, withdrawn when, how many left), so it cannot disagree with them.
 */
@ApplicationModule(
        displayName = "Listings",
        allowedDependencies = {
            "money",
            "identity",
            "access",
            "catalog",
            "shops",
            "platform :: errors",
            "platform :: database",
            "platform :: ids",
            "platform :: instance",
            "platform :: practices",
            "platform :: web",
            "platform :: audit",
            "platform :: outbox",
            "platform :: jobs",
            "platform :: ratelimit",
            "platform :: objects",
            "platform :: pictures"
        })
@NullMarked
package dev.fairground.listings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
