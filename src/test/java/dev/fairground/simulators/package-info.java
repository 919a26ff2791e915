/**
 * The world outside, as real servers that run on a laptop: a payment provider, a human check, a mail server,
 * an object store, and a shop's own system.
 *
 * <p>Each speaks a documented subset of a real protocol (Stripe's payment intents, Turnstile's siteverify, S3, SMTP with
 * Mailpit's API, Standard Webhooks), so production differs by an address and a secret only. What they were told survives their own kill;
 * what was dialled into them ({@code /simulator/dials}) does not: a restarted simulator behaves well again.
 *
 * <p>They know nothing of the product and use none of its code, so a mistake cannot be made on both sides at once.
 */
@NullMarked
package dev.fairground.simulators;

import org.jspecify.annotations.NullMarked;
