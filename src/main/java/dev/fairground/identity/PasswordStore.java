package dev.fairground.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes password hashes. Each change raises the version, which voids the links mailed before. */
@Component
class PasswordStore {

    private final JdbcClient jdbc;

    PasswordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The password of an account that nobody has confirmed yet: its first one, or that of whoever signed up last. */
    void set(MemberId member, String hash, Instant now) {
        jdbc.sql("""
                insert into identity.password (member, version, hash, changed_at)
                values (:member, 0, :hash, :now)
                on conflict (member) do update
                        set version = password.version + 1,
                            hash = excluded.hash,
                            changed_at = excluded.changed_at
                """)
                .param("member", member.value())
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Replaces the password that had {@code fromVersion}; false where it was changed meanwhile. */
    boolean replace(MemberId member, long fromVersion, String hash, Instant now) {
        return jdbc.sql("""
                update identity.password
                   set version = version + 1,
                       hash = :hash,
                       changed_at = :now
                 where member = :member
                   and version = :fromVersion
                """)
                        .param("member", member.value())
                        .param("fromVersion", fromVersion)
                        .param("hash", hash)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
