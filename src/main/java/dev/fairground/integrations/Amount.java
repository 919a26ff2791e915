package dev.fairground.integrations;

import dev.fairground.money.Money;

/** Money as version 2 of the API shows it. */
record Amount(long amountMinor, String currency) {

    static Amount of(Money money) {
        return new Amount(money.amountMinor(), money.currency().getCurrencyCode());
    }
}
