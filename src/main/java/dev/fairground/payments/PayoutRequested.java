package dev.fairground.payments;

/** A payee's money is set aside and can be sent. */
record PayoutRequested(PayoutId payout) {}
