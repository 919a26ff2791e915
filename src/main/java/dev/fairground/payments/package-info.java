/**
 * Money from payers, back to them, and on to payees: charges, refunds, chargebacks, payouts, the ledger, the provider's webhooks and its
 * statement.
 *
 * <p>Owns: the intent to be paid, refunds, disputes, payouts, the double-entry ledger, the inbox of the provider's events. Promises: an
 * intent is charged and a balance paid out at most once whatever crashes, answers and webhooks end in one state in whichever order they
 * come, the ledger sums to zero after each entry, and where it differs from the provider's statement somebody is told. Refuses to know: what is paid for and who sells it; a reference and a payee are ids that it gives back. A newcomer will ask why a
 * charge takes two calls: the first makes the provider's object and moves nothing, so that ever after there is an id to ask about.
 */
@ApplicationModule(
        displayName = "Payments",
        allowedDependencies = {
            "access",
            "identity",
            "money",
            "platform :: audit",
            "platform :: effects",
            "platform :: errors",
            "platform :: http",
            "platform :: idempotency",
            "platform :: ids",
            "platform :: jobs",
            "platform :: outbox",
            "platform :: practices",
            "platform :: ratelimit",
            "platform :: web",
            "platform :: webhooks"
        })
@NullMarked
package dev.fairground.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
