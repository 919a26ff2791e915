package dev.fairground.identity;

import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.instance.InvalidSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Derives and checks the tokens in mailed links. Nothing about them is stored: a token is the member, the time it was asked for, and a
 * signature over both, the purpose and a seal. The seal is a number of the member's that moves when the token is used, so each works once.
 */
@Component
class MailedLinks {

    private static final String MAC = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int TOKEN_BYTES = 2 * Long.BYTES + Long.BYTES + MAC_BYTES;

    /** The first signs; a second one, the one before it, still counts while a rotation is under way. */
    private final List<byte[]> secrets;

    MailedLinks(IdentitySettings settings, Instance instance) {
        if (instance.environment().isProduction()
                && settings.linkSecrets().stream().anyMatch(secret -> secret.contains("development"))) {
            throw new InvalidSettings("FAIRGROUND_SECRET is the development one. Make one with: openssl rand -hex 32");
        }
        this.secrets = settings.linkSecrets().stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    String token(Purpose purpose, MemberId member, Instant issuedAt, long seal) {
        return text(new Link(purpose, member, issuedAt, sign(secrets.getFirst(), purpose, member, issuedAt, seal)));
    }

    /** Reads what {@code token} claims, without believing it yet; refuses what is malformed or too old. */
    Link read(Purpose purpose, String token, Instant now) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException malformed) {
            throw IdentityRefused.linkVoid();
        }
        if (bytes.length != TOKEN_BYTES) {
            throw IdentityRefused.linkVoid();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var member = new MemberId(new UUID(buffer.getLong(), buffer.getLong()));
        long issuedAt = buffer.getLong();
        byte[] signature = new byte[MAC_BYTES];
        buffer.get(signature);
        if (Math.abs(now.getEpochSecond() - issuedAt) > purpose.life.toSeconds()) {
            throw IdentityRefused.linkVoid();
        }
        return new Link(purpose, member, Instant.ofEpochSecond(issuedAt), signature);
    }

    /** Believes {@code link} if one of our secrets signed it over this seal; refuses it otherwise. */
    void check(Link link, long seal) {
        boolean ours = secrets.stream()
                .map(secret -> sign(secret, link.purpose, link.member, link.issuedAt, seal))
                .anyMatch(expected -> MessageDigest.isEqual(expected, link.signature));
        if (!ours) {
            throw IdentityRefused.linkVoid();
        }
    }

    private static String text(Link link) {
        var buffer = ByteBuffer.allocate(TOKEN_BYTES)
                .putLong(link.member.value().getMostSignificantBits())
                .putLong(link.member.value().getLeastSignificantBits())
                .putLong(link.issuedAt.getEpochSecond())
                .put(link.signature);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private static byte[] sign(byte[] secret, Purpose purpose, MemberId member, Instant issuedAt, long seal) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            // The purpose stands first and has no colon, so no two messages of different meaning read alike.
            String message = "mailed-link:" + purpose + ":" + member + ":" + issuedAt.getEpochSecond() + ":" + seal;
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has HmacSHA256
        }
    }

    /** What a link is for, and for how long it may wait in a mailbox. */
    enum Purpose {
        CONFIRMATION(Duration.ofDays(3)),
        PASSWORD_RESET(Duration.ofHours(1)),
        SIGN_IN(Duration.ofMinutes(15));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }
    }

    /** What a token claims. It proves nothing until {@link #check} has held. */
    static final class Link {

        private final Purpose purpose;
        private final MemberId member;
        private final Instant issuedAt;
        private final byte[] signature;

        private Link(Purpose purpose, MemberId member, Instant issuedAt, byte[] signature) {
            this.purpose = purpose;
            this.member = member;
            this.issuedAt = issuedAt;
            this.signature = signature;
        }

        MemberId claimedMember() {
            return member;
        }
    }
}
