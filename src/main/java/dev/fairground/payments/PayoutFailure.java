package dev.fairground.payments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a payout failed, in words its payee can act on, from the failure codes that Stripe documents. The money is in the balance again. */
enum PayoutFailure {
    ACCOUNT_CLOSED(true, "Your bank says that the account is closed. Name another account.", "account_closed"),
    ACCOUNT_UNKNOWN(
            true,
            "Your bank does not know the account. Name it again, or another.",
            "no_account",
            "incorrect_account_holder_details",
            "incorrect_account_holder_name",
            "incorrect_account_type",
            "invalid_account_number",
            "invalid_account_number_length",
            "resource_missing"),
    ACCOUNT_CANNOT_RECEIVE(
            true,
            "Your bank does not let the account receive payouts. Ask it why, or name another account.",
            "account_frozen",
            "bank_account_restricted",
            "bank_ownership_changed",
            "debit_not_authorized",
            "declined"),
    CURRENCY_NOT_ACCEPTED(
            true,
            "The account does not take this currency. Name one that does.",
            "invalid_currency",
            "unsupported_card"),
    MONEY_NOT_THERE_YET(
            false,
            "The payment provider does not have the money ready yet. It is tried again by itself.",
            "balance_insufficient",
            "insufficient_funds"),
    BANK_NOT_REACHED(false, "The bank could not take the payout. It is tried again by itself.", "could_not_process"),
    OTHER(false, "The payout did not arrive. It is tried again by itself; tell support if that does not help.");

    private final boolean forTheAccount;
    private final String sentence;
    private final List<String> providerCodes;

    PayoutFailure(boolean forTheAccount, String sentence, String... providerCodes) {
        this.forTheAccount = forTheAccount;
        this.sentence = sentence;
        this.providerCodes = List.of(providerCodes);
    }

    /** {@link #OTHER} for a code that the provider did not document when this was written. */
    static PayoutFailure ofProvider(String code) {
        return Arrays.stream(values())
                .filter(failure -> failure.providerCodes.contains(code))
                .findFirst()
                .orElse(OTHER);
    }

    /** The one with this {@link #code()}. */
    static PayoutFailure of(String code) {
        return valueOf(code.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Ours: stable and kebab-case. */
    String code() {
        return name().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    String sentence() {
        return sentence;
    }

    /** Whether trying again helps only with another account. */
    boolean isForTheAccount() {
        return forTheAccount;
    }
}
