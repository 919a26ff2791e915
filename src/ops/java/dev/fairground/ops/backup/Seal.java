package dev.fairground.ops.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes pieces of some megabytes so that nobody without the key reads them, changes them, or gives one out for another: AES-256 in GCM under
 * a key of the piece's own, which HKDF-SHA256 makes of ours and 32 random bytes that lie in front. A key that is used once needs no nonce that
 * differs, and the piece's name is authenticated with it.
 */
final class Seal {

    private static final int SALT = 32;
    private static final GCMParameterSpec FIRST_AND_ONLY = new GCMParameterSpec(128, new byte[12]);

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private Seal(SecretKey key) {
        this.key = key;
    }

    /** {@code key} is 64 hexadecimal digits, as {@code openssl rand -hex 32} prints them; throws {@link Unusable} where it is not. */
    static Seal of(String key) throws Unusable {
        if (!key.matches("[0-9a-fA-F]{64}")) {
            throw new Unusable("BACKUP_KEY must be 64 hexadecimal digits: openssl rand -hex 32. Keep it apart from the"
                    + " backups, and where the loss of a machine does not reach it.");
        }
        return new Seal(new SecretKeySpec(HexFormat.of().parseHex(key), "AES"));
    }

    byte[] close(String name, byte[] open) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, name, salt).doFinal(open);
            return ByteBuffer.allocate(SALT + closed.length)
                    .put(salt)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Throws {@link Unusable} where it is not what was closed under this key and name. */
    byte[] open(String name, byte[] closed) throws Unusable {
        try {
            return cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(closed, SALT))
                    .doFinal(closed, SALT, closed.length - SALT);
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            throw new Unusable(name + " is not what was sent there, or BACKUP_KEY is another one.");
        }
    }

    private Cipher cipher(int mode, String name, byte[] salt) throws GeneralSecurityException {
        var own = HKDFParameterSpec.ofExtract()
                .addIKM(key)
                .addSalt(salt)
                .thenExpand("fairground backup".getBytes(UTF_8), 32);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, KDF.getInstance("HKDF-SHA256").deriveKey("AES", own), FIRST_AND_ONLY);
        cipher.updateAAD(name.getBytes(UTF_8));
        return cipher;
    }
}
