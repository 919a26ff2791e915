package dev.fairground.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes that change every half minute (RFC 6238 over RFC 4226), as all common authenticators compute them. */
final class Totp {

    static final int STEP_SECONDS = 30;
    static final int DIGITS = 6;

    /** One step either way forgives a slow typist and a clock that is half a minute off. */
    private static final int WINDOW = 1;

    private Totp() {}

    /** The step whose code this is, among those that count at {@code now}; empty if it is none of them. */
    static OptionalLong stepOf(String code, TotpSecret secret, Instant now) {
        long current = step(now);
        OptionalLong found = OptionalLong.empty();
        for (long step = current - WINDOW; step <= current + WINDOW; step++) {
            if (MessageDigest.isEqual(code(secret.key(), step, DIGITS).getBytes(), code.getBytes())) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    static String code(byte[] key, long step, int digits) {
        byte[] hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
        return String.format(Locale.ROOT, "%0" + digits + "d", number % (int) Math.pow(10, digits));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(
                    "HmacSHA1"); // what authenticators speak; HMAC does not need SHA-1's lost collision resistance
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has HmacSHA1
        }
    }
}
