package dev.fairground.platform.outbox;

/** How one run of a delivery ended. */
enum Outcome {
    DELIVERED(true),
    FAILED(true),
    DEAD(true),
    POSTPONED(false),
    TAKEN_OVER(false),
    TOO_LATE(false);

    private final boolean tried;

    Outcome(boolean tried) {
        this.tried = tried;
    }

    /** Whether its listener did what it does, with success or without. */
    boolean wasTried() {
        return tried;
    }
}
