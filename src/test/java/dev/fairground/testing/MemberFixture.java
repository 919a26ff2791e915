package dev.fairground.testing;

import static dev.fairground.testing.RowFixture.aRow;

import dev.fairground.identity.Member;
import dev.fairground.identity.MemberId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts members into the database: {@code aMember().named("buyer").in(jdbc)}. They are confirmed unless said otherwise, have handles and
 * addresses of their own, and all the same password, hashed beforehand, so that a member costs no hashing.
 */
public final class MemberFixture {

    /** The password of every member that a fixture makes. */
    public static final String PASSWORD = "mango lantern orbit tuesday";

    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$+xJFjTCvvCDob7qHXy8mGg$SwwLeZNdAAxss9kqg28dRHgVJXEwXS0IXvcQUug65Xs";

    private final MemberId id = MemberId.next();
    private String handle = "m" + id.value().toString().replace("-", "").substring(8, 32);
    private @Nullable Instant confirmedAt = SettableClock.START;
    private @Nullable MemberId suspendedBy;
    private byte @Nullable [] secret;

    private MemberFixture() {}

    public static MemberFixture aMember() {
        return new MemberFixture();
    }

    /** A handle that tells who this is in the story; some letters of the id follow, so that each test may have its own buyer. */
    public MemberFixture named(String role) {
        return withHandle(role + "-" + id.value().toString().substring(24));
    }

    public MemberFixture withHandle(String exactly) {
        handle = exactly.toLowerCase(Locale.ROOT);
        return this;
    }

    public MemberFixture unconfirmed() {
        confirmedAt = null;
        return this;
    }

    public MemberFixture confirmed() {
        confirmedAt = SettableClock.START;
        return this;
    }

    public MemberFixture suspendedBy(Member staff) {
        suspendedBy = staff.id();
        return this;
    }

    /** With a confirmed second factor of these 20 bytes. */
    public MemberFixture withSecondFactor(byte[] twentyBytes) {
        secret = twentyBytes.clone();
        return this;
    }

    public Member in(JdbcClient jdbc) {
        return in(Rows.in(jdbc));
    }

    public Member in(Rows rows) {
        String email = handle + "@fairground.test";
        String name = "Member " + handle;
        aRow("identity.member")
                .with("id", id.value())
                .with("handle", handle)
                .with("display_name", name)
                .with("email", email)
                .with("confirmed_at", confirmedAt)
                .in(rows);
        aRow("identity.password").with("member", id.value()).with("hash", HASH).in(rows);
        if (secret != null) {
            aRow("identity.second_factor")
                    .with("member", id.value())
                    .with("secret", "\\x" + HexFormat.of().formatHex(secret))
                    .in(rows);
        }
        if (suspendedBy != null) {
            aRow("identity.suspension")
                    .with("member", id.value())
                    .with("suspended_by", suspendedBy.value())
                    .in(rows);
        }
        return new Member(id, handle, name, email, suspendedBy != null, secret != null);
    }
}
