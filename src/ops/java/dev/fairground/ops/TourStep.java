package dev.fairground.ops;

import java.util.List;

/** The stations of the {@link Tour} and the practices that each lets one see. */
enum TourStep {
    SIGN_UP("authn-signup-captcha", "job-offload-slow-work"),
    LIST("authz-deny-by-default", "api-versioning"),
    BUY("fx-idempotency-keys", "fx-outbox-on-commit", "fx-intent-log"),
    STRANGER("authz-idor"),
    MAIL("job-domain-events", "fx-idempotent-consumers"),
    DELIVER("sec-least-privilege-people"),
    DECLINE("err-vendor-translation", "err-actionable-user-message", "fx-compensation"),
    REFUND("fx-compensation", "fx-webhook-inbox"),
    INVARIANTS("db-concurrent-writes", "fx-tracked-ids"),
    LEDGER("db-check-constraints");

    private final List<String> practices;

    TourStep(String... practices) {
        this.practices = List.of(practices);
    }

    List<String> practices() {
        return practices;
    }

    void done(String sentence) {
        System.out.println("✓ " + sentence + " [" + String.join(", ", practices) + "]");
    }
}
