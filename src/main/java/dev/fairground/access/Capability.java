package dev.fairground.access;

import java.util.Arrays;
import java.util.Optional;

/** What a member of staff may be trusted with. Each is granted alone and for a time; there is no rank that implies the others. */
enum Capability {
    SUSPEND("staff:suspend", "Suspend a member, and lift the suspension."),
    REFUND("staff:refund", "Refund an order without its seller."),
    GRANTS("staff:grants", "Give capabilities to others, and take them away."),
    OPERATE("staff:operate", "Run the instance: deliveries, jobs, flags."),
    SUPPORT_READ("staff:support-read", "See what support needs to see of members and their orders.");

    private final String text;
    private final String sentence;

    Capability(String text, String sentence) {
        this.text = text;
        this.sentence = sentence;
    }

    static Optional<Capability> find(String text) {
        return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
    }

    /** What it allows, for whoever holds or gives it. */
    public String sentence() {
        return sentence;
    }

    @Override
    public String toString() {
        return text;
    }
}
