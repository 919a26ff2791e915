package dev.fairground.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The text of a token: {@code fg_}, its id in 22 characters, and 256 random bits in 43. The prefix lets scanners find one that was
 * committed by accident; the id lets us find the row without searching for a secret.
 */
record TokenText(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("fg_([A-Za-z0-9_-]{22})[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    static TokenText make(UUID id) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        byte[] name = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return new TokenText("fg_" + ENCODER.encodeToString(name) + ENCODER.encodeToString(secret));
    }

    /** The id that the text claims; empty if it cannot be a token of ours. */
    Optional<UUID> id() {
        var parts = FORM.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var bits = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts.group(1)));
        return Optional.of(new UUID(bits.getLong(), bits.getLong()));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Takes the same time wherever the two differ. */
    boolean hashesTo(byte[] stored) {
        return MessageDigest.isEqual(hash(), stored);
    }

    /** Never the text itself, so that no log line gives it away. */
    @Override
    public String toString() {
        return "fg_…";
    }
}
