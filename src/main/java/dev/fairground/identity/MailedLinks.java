package dev.fairground.identity;

import dev.fairground.platform.instance.Signatures;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Derives and checks the tokens in mailed links. Nothing about them is stored: a token is the member, the time it was asked for, and a
 * signature over both, the purpose and a seal. The seal is a number of the member's that moves when the token is used, so each works once.
 */
@Component
class MailedLinks {

    private static final int SIGNATURE_BYTES = 32;
    private static final int TOKEN_BYTES = 2 * Long.BYTES + Long.BYTES + SIGNATURE_BYTES;

    private final Signatures signatures;

    MailedLinks(Signatures signatures) {
        this.signatures = signatures;
    }

    String token(Purpose purpose, MemberId member, Instant issuedAt, long seal) {
        byte[] signature = signatures.sign(purpose.signed, data(member, issuedAt.getEpochSecond(), seal));
        byte[] token = ByteBuffer.allocate(TOKEN_BYTES)
                .putLong(member.value().getMostSignificantBits())
                .putLong(member.value().getLeastSignificantBits())
                .putLong(issuedAt.getEpochSecond())
                .put(signature)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
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
        byte[] signature = new byte[SIGNATURE_BYTES];
        buffer.get(signature);
        if (Math.abs(now.getEpochSecond() - issuedAt) > purpose.life.toSeconds()) {
            throw IdentityRefused.linkVoid();
        }
        return new Link(purpose, member, issuedAt, signature);
    }

    /** Believes {@code link} if we signed it over this seal; refuses it otherwise. */
    void check(Link link, long seal) {
        if (!signatures.verifies(link.purpose.signed, data(link.member, link.issuedAt, seal), link.signature)) {
            throw IdentityRefused.linkVoid();
        }
    }

    private static byte[] data(MemberId member, long issuedAt, long seal) {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(member.value().getMostSignificantBits())
                .putLong(member.value().getLeastSignificantBits())
                .putLong(issuedAt)
                .putLong(seal)
                .array();
    }

    /** What a link is for, and for how long it may wait in a mailbox. */
    enum Purpose {
        CONFIRMATION("mailed-link:confirmation", Duration.ofDays(3)),
        PASSWORD_RESET("mailed-link:password-reset", Duration.ofHours(1)),
        SIGN_IN("mailed-link:sign-in", Duration.ofMinutes(15)),
        ADDRESS_CHANGE("mailed-link:address-change", Duration.ofDays(1));

        private final String signed;
        private final Duration life;

        Purpose(String signed, Duration life) {
            this.signed = signed;
            this.life = life;
        }
    }

    /** What a token claims. It proves nothing until {@link #check} has held. */
    static final class Link {

        private final Purpose purpose;
        private final MemberId member;
        private final long issuedAt;
        private final byte[] signature;

        private Link(Purpose purpose, MemberId member, long issuedAt, byte[] signature) {
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
