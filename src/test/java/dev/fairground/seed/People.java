package dev.fairground.seed;

import dev.fairground.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Writes the cast: members with confirmed addresses, and what makes each of them special. */
final class People {

    private final Rows rows;

    People(Rows rows) {
        this.rows = rows;
    }

    UUID add(Cast member, String passwordHash, Instant at) {
        UUID id = rows.id(at);
        rows.sql("""
                insert into identity.member (id, version, handle, display_name, email, signed_up_at, confirmed_at)
                values (:id, 0, :handle, :displayName, :email, :at, :at)
                """)
                .param("id", id)
                .param("handle", member.handle())
                .param("displayName", member.displayName())
                .param("email", member.email())
                .param("at", Rows.at(at))
                .update();
        rows.sql("insert into identity.password (member, version, hash, changed_at) values (:id, 0, :hash, :at)")
                .param("id", id)
                .param("hash", passwordHash)
                .param("at", Rows.at(at))
                .update();
        return id;
    }

    void enrol(UUID member, byte[] secret, Instant at) {
        rows.sql("""
                insert into identity.second_factor (member, secret, enrolled_at, confirmed_at, last_used_step)
                values (:member, :secret, :at, :at, 0)
                """)
                .param("member", member)
                .param("secret", secret)
                .param("at", Rows.at(at))
                .update();
    }

    /** A capability of staff, for the longest time that one is given. */
    void grant(UUID member, String capability, Instant at) {
        rows.sql("""
                insert into access.capability_grant (member, capability, granted_at, expires_at)
                values (:member, :capability, :at, :until)
                """)
                .param("member", member)
                .param("capability", capability)
                .param("at", Rows.at(at))
                .param("until", Rows.at(at.plus(Duration.ofDays(366))))
                .update();
    }

    void suspend(UUID member, UUID by, Instant at) {
        rows.sql("""
                insert into identity.suspension (member, suspended_by, suspended_at, reason)
                values (:member, :by, :at, 'Sold what was not theirs.')
                """)
                .param("member", member)
                .param("by", by)
                .param("at", Rows.at(at))
                .update();
    }
}
