package dev.fairground.platform.instance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Signs what we give out and want to recognise when it comes back, such as links in mails. Two secrets are live at a time, so that one
 * can be replaced without making void what is under way: the new one signs, both verify.
 */
@Component
public final class Signatures {

    private static final String MAC = "HmacSHA256";

    private final List<byte[]> secrets;

    Signatures(SigningSettings settings) {
        if (settings.secret().isBlank()) {
            throw new InvalidSettings("FAIRGROUND_SECRET is missing.");
        }
        this.secrets = Stream.of(settings.secret(), settings.secretPrevious())
                .filter(secret -> !secret.isBlank())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * The signature over {@code data}, 32 bytes. What was signed for one purpose never verifies for another.
     *
     * @param purpose a constant of the caller's, such as {@code mailed-link}
     */
    public byte[] sign(String purpose, byte[] data) {
        return sign(secrets.getFirst(), purpose, data);
    }

    /** Whether one of our live secrets made {@code signature}. Takes as long for a near miss as for a wide one. */
    public boolean verifies(String purpose, byte[] data, byte[] signature) {
        return secrets.stream()
                .map(secret -> sign(secret, purpose, data))
                .anyMatch(expected -> MessageDigest.isEqual(expected, signature));
    }

    /** Each purpose has a key of its own, made from the secret: so data can never be taken for another purpose's data. */
    private static byte[] sign(byte[] secret, String purpose, byte[] data) {
        return hmac(hmac(secret, purpose.getBytes(StandardCharsets.UTF_8)), data);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(data);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
