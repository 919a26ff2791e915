package dev.fairground.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The secret that a member's authenticator and we share. It prints as nothing, so that no log ever holds one. */
final class TotpSecret {

    private static final int BYTES = 20; // as long as the hash's output: RFC 4226, section 4
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private TotpSecret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static TotpSecret next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    /** The form in which the column holds it. This and {@link #toColumn} are the only places that know that form. */
    static TotpSecret fromColumn(byte[] column) {
        return new TotpSecret(column);
    }

    byte[] toColumn() {
        return bytes.clone();
    }

    byte[] key() {
        return bytes.clone();
    }

    /** What authenticators read from a QR code; {@code account} is shown in their list. */
    String enrolmentUri(String account) {
        return "otpauth://totp/Fairground:" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "?secret=" + base32()
                + "&issuer=Fairground";
    }

    /** Five bits a letter (RFC 4648, section 6); twenty bytes come out even, without padding. */
    String base32() {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8) | (next & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(BASE32.charAt((buffer >> (bits - 5)) & 31));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "TotpSecret[…]";
    }
}
