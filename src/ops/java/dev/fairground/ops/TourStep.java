package dev.fairground.ops;

import java.util.List;

/** The stations of the {@link Tour} and the practices that each lets one see. */
enum TourStep {
    SIGN_UP("maint-own-api-clients"),
    LIST("authz-deny-by-default", "api-versioning"),
    BUY("fx-intent-log"),
    STRANGER("err-exception-mapping"),
    MAIL("fx-no-io-in-transaction"),
    DELIVER("maint-service-objects"),
    DECLINE("err-vendor-translation"),
    REFUND("fx-webhook-inbox"),
    INVARIANTS("test-mock-only-external"),
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
