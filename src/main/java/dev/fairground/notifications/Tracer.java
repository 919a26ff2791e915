package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.ids.UuidV7;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** A test message of support's, which a member can read out to them by its code. */
record Tracer(UUID id, MemberId member, Set<Channel> channels, Instant sentAt) {

    static Tracer to(MemberId member, Set<Channel> channels, Instant now) {
        return new Tracer(UuidV7.next(), member, Set.copyOf(channels), now);
    }

    /** The random end of the id: short enough to be read out on the telephone. */
    String code() {
        String text = id.toString();
        return text.substring(text.length() - 8).toUpperCase(Locale.ROOT);
    }

    /** With it each of its messages begins. */
    String reference() {
        return "tracer." + id;
    }
}
