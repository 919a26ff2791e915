package dev.fairground.simulators;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why a card is refused, as the documented test cards have it. */
record Decline(String code, String declineCode, String message) {

    private static final Decline GENERIC = card("generic_decline", "Your card was declined.");

    private static final Map<String, Decline> TEST_CARDS = Map.ofEntries(
            Map.entry("pm_card_visa_chargeDeclined", GENERIC),
            Map.entry("pm_card_chargeDeclined", GENERIC),
            Map.entry("pm_card_visa_chargeDeclinedInsufficientFunds", insufficientFunds()),
            Map.entry("pm_card_chargeDeclinedInsufficientFunds", insufficientFunds()),
            Map.entry("pm_card_visa_chargeDeclinedLostCard", card("lost_card", GENERIC.message)),
            Map.entry("pm_card_visa_chargeDeclinedStolenCard", card("stolen_card", GENERIC.message)),
            Map.entry(
                    "pm_card_visa_chargeDeclinedVelocityLimitExceeded",
                    card(
                            "card_velocity_exceeded",
                            "Your card was declined for making repeated attempts too frequently.")),
            Map.entry("pm_card_radarBlock", card("fraudulent", GENERIC.message)),
            Map.entry("pm_card_chargeDeclinedFraudulent", card("fraudulent", GENERIC.message)),
            Map.entry("pm_card_chargeDeclinedExpiredCard", own("expired_card", "Your card has expired.")),
            Map.entry(
                    "pm_card_chargeDeclinedIncorrectCvc",
                    own("incorrect_cvc", "Your card's security code is incorrect.")),
            Map.entry(
                    "pm_card_chargeDeclinedProcessingError",
                    own(
                            "processing_error",
                            "An error occurred while processing your card. Try again in a little bit.")));

    /** The test cards that are refused. */
    static Set<String> cards() {
        return TEST_CARDS.keySet();
    }

    /** Empty where the card is good. */
    static Optional<Decline> of(String paymentMethod) {
        return Optional.ofNullable(TEST_CARDS.get(paymentMethod));
    }

    /** For a code that was dialled in: any of Stripe's, or one that nobody has seen yet. */
    static Decline withCode(String declineCode) {
        return TEST_CARDS.values().stream()
                .filter(known -> known.declineCode.equals(declineCode))
                .findFirst()
                .orElse(card(declineCode, GENERIC.message));
    }

    private static Decline insufficientFunds() {
        return card("insufficient_funds", "Your card has insufficient funds.");
    }

    private static Decline card(String declineCode, String message) {
        return new Decline("card_declined", declineCode, message);
    }

    /** Some declines have a code of their own beside {@code card_declined}. */
    private static Decline own(String code, String message) {
        return new Decline(code, code, message);
    }

    Map<String, String> words() {
        return Map.of("code", code, "decline_code", declineCode);
    }
}
