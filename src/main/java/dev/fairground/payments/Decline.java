package dev.fairground.payments;

import dev.fairground.platform.practices.Shows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a payment was declined, in words the payer can act on, from the decline codes that Stripe documents. A card reported lost or stolen,
 * or held for fraud, gets the general answer on purpose: whoever holds it may not be its owner.
 */
@Shows("err-vendor-translation")
enum Decline {
    CARD_DECLINED(
            Retry.ASK_BANK,
            "Your bank declined the payment. Ask it why, or pay with another card.",
            "generic_decline",
            "card_declined",
            "do_not_honor",
            "do_not_try_again",
            "no_action_taken",
            "call_issuer",
            "fraudulent",
            "lost_card",
            "stolen_card",
            "pickup_card",
            "restricted_card",
            "merchant_blacklist",
            "security_violation",
            "stop_payment_order",
            "revocation_of_authorization",
            "revocation_of_all_authorizations",
            "transaction_not_allowed",
            "not_permitted",
            "service_not_allowed"),
    INSUFFICIENT_FUNDS(
            Retry.OTHER_CARD,
            "There is not enough money on the card. Pay with another card, or again when there is.",
            "insufficient_funds"),
    LIMIT_REACHED(
            Retry.OTHER_CARD,
            "The card has reached its limit. Pay with another card, or ask your bank to raise it.",
            "card_velocity_exceeded",
            "withdrawal_count_limit_exceeded"),
    EXPIRED_CARD(
            Retry.OTHER_CARD,
            "The card has expired. Pay with another card.",
            "expired_card",
            "invalid_expiry_month",
            "invalid_expiry_year"),
    WRONG_CARD_DETAILS(
            Retry.CORRECTED,
            "The card's number, security code or address is not right. Check it and pay again.",
            "incorrect_number",
            "invalid_number",
            "incorrect_cvc",
            "invalid_cvc",
            "incorrect_address",
            "incorrect_zip",
            "invalid_account",
            "new_account_information_available"),
    WRONG_PIN(
            Retry.OTHER_CARD,
            "The PIN is not right, or was tried too often. Pay with another card.",
            "incorrect_pin",
            "invalid_pin",
            "pin_try_exceeded",
            "offline_pin_required",
            "online_or_offline_pin_required"),
    AUTHENTICATION_REQUIRED(
            Retry.OTHER_CARD,
            "Your bank wants you to confirm this payment, which cannot be done here. Pay with another card.",
            "authentication_required",
            "authentication_not_handled",
            "approve_with_id"),
    CARD_NOT_SUPPORTED(
            Retry.OTHER_CARD,
            "The card cannot be used for this kind of payment. Pay with another card.",
            "card_not_supported",
            "currency_not_supported",
            "testmode_decline",
            "live_mode_test_card"),
    AMOUNT_NOT_ACCEPTED(
            Retry.NEVER,
            "The amount is too small or too large for a card payment.",
            "invalid_amount",
            "amount_too_small",
            "amount_too_large"),
    METHOD_UNKNOWN(
            Retry.CORRECTED,
            "The payment provider does not know this card. Enter it again, or pay with another.",
            "resource_missing"),
    TRY_AGAIN(
            Retry.LATER,
            "The bank could not be reached. Nothing was taken; pay again in a few minutes.",
            "processing_error",
            "issuer_not_available",
            "reenter_transaction",
            "try_again_later",
            "duplicate_transaction"),
    PROVIDER_SILENT(Retry.LATER, "The payment could not be completed in time. Nothing was taken; you can pay again."),
    /** For a code that the provider did not document when this was written: safe for any, and counted, so that the list grows. */
    UNKNOWN_REASON(Retry.ASK_BANK, "Your bank declined the payment. Ask it why, or pay with another card.");

    /** What helps. */
    enum Retry {
        /** The same card, in a while. */
        LATER,
        /** The same card, with what was wrong put right. */
        CORRECTED,
        OTHER_CARD,
        /** Only the bank knows; another card may do. */
        ASK_BANK,
        /** Nothing: no card pays this. */
        NEVER
    }

    private final Retry retry;
    private final String sentence;
    private final List<String> providerCodes;

    Decline(Retry retry, String sentence, String... providerCodes) {
        this.retry = retry;
        this.sentence = sentence;
        this.providerCodes = List.of(providerCodes);
    }

    /** Empty for a code that the provider did not document when this was written. */
    static Optional<Decline> ofProvider(String code) {
        return Arrays.stream(values())
                .filter(decline -> decline.providerCodes.contains(code))
                .findFirst();
    }

    /** The one with this {@link #code()}. */
    static Decline of(String code) {
        return valueOf(code.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Ours: stable and kebab-case. */
    String code() {
        return name().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    Retry retry() {
        return retry;
    }

    /** All of the provider's that are known here. */
    List<String> providerCodes() {
        return providerCodes;
    }

    String sentence() {
        return sentence;
    }
}
