package dev.fairground.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an endpoint and we sign with: 256 random bits, shown once in the form {@code whsec_} and base64. */
record SigningSecret(byte[] bits) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 32;

    static SigningSecret make() {
        byte[] bits = new byte[LENGTH];
        RANDOM.nextBytes(bits);
        return new SigningSecret(bits);
    }

    @JsonValue
    String text() {
        return "whsec_" + Base64.getEncoder().encodeToString(bits);
    }

    /** {@code v1,} and the HMAC-SHA256 over id, seconds and body with dots between. */
    String signature(MessageId id, long seconds, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bits, "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + seconds + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Never the secret itself, so that no log line gives it away. */
    @Override
    public String toString() {
        return "whsec_…";
    }
}
