package dev.fairground.development;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A cast member's authenticator: RFC 6238 as a telephone computes it, apart from our own so that both cannot be wrong alike. */
public final class Authenticator {

    private static final int STEP_SECONDS = 30;

    private Authenticator() {}

    /** The six digits that count at {@code now}. */
    public static String code(byte[] secret, Instant now) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(now.getEpochSecond() / STEP_SECONDS)
                    .array()));
            int place = hash.get(hash.capacity() - 1) & 0xf;
            return "%06d".formatted((hash.getInt(place) & 0x7fff_ffff) % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has HmacSHA1
        }
    }
}
