package dev.fairground.testing;

import dev.fairground.identity.Member;
import dev.fairground.identity.MemberId;
import java.time.Instant;
import java.time.ZoneOffset;
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

    public Member in(Rows rows) {
        return in(rows.client());
    }

    public Member in(JdbcClient jdbc) {
        String email = handle + "@fairground.test";
        var now = SettableClock.START.atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                insert into identity.member (id, version, handle, display_name, email, signed_up_at, confirmed_at)
                values (:id, 0, :handle, :name, :email, :now, :confirmedAt)
                """)
                .param("id", id.value())
                .param("handle", handle)
                .param("name", "Member " + handle)
                .param("email", email)
                .param("now", now)
                .param("confirmedAt", confirmedAt == null ? null : confirmedAt.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into identity.password (member, version, hash, changed_at) values (:id, 0, :hash, :now)")
                .param("id", id.value())
                .param("hash", HASH)
                .param("now", now)
                .update();
        if (secret != null) {
            jdbc.sql("""
                    insert into identity.second_factor (member, secret, enrolled_at, confirmed_at, last_used_step)
                    values (:id, :secret, :now, :now, 0)
                    """)
                    .param("id", id.value())
                    .param("secret", secret)
                    .param("now", now)
                    .update();
        }
        if (suspendedBy != null) {
            jdbc.sql("""
                    insert into identity.suspension (member, suspended_by, suspended_at, reason)
                    values (:id, :by, :now, 'A fixture says so')
                    """)
                    .param("id", id.value())
                    .param("by", suspendedBy.value())
                    .param("now", now)
                    .update();
        }
        return new Member(id, handle, "Member " + handle, email, suspendedBy != null, secret != null);
    }
}
