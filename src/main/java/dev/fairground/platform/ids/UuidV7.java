package dev.fairground.platform.ids;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes and reads UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 random bits.
 *
 * <p>Ids made within one millisecond, or on machines whose clocks differ, are not ordered among themselves. "Newest first" by id is
 * therefore right for showing things and wrong as a cursor for changes.
 */
public final class UuidV7 {

    private static final SecureRandom SECURE = new SecureRandom();

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private UuidV7() {}

    /** A new id, unguessable in its last 74 bits. */
    public static UUID next() {
        return at(System.currentTimeMillis(), SECURE);
    }

    /** An id for a fixture or a seed: the same instant and the same state of {@code random} give the same id. */
    public static UUID at(Instant instant, Random random) {
        return at(instant.toEpochMilli(), random);
    }

    /**
     * Reads an id from outside.
     *
     * @throws IllegalArgumentException if it is not in the canonical form of 36 characters; {@link UUID#fromString} accepts shorter ones
     */
    public static UUID parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new IllegalArgumentException("Not an id");
        }
        return UUID.fromString(text);
    }

    private static UUID at(long millis, Random random) {
        long high = (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
