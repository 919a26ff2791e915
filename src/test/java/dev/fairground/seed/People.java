package dev.fairground.seed;

import static dev.fairground.testing.RowFixture.aRow;

import dev.fairground.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Writes the cast: members with confirmed addresses, and what makes each of them special. */
final class People {

    private final Rows rows;

    People(Rows rows) {
        this.rows = rows;
    }

    UUID add(Cast member, String passwordHash, Instant at) {
        UUID id = rows.id(at);
        aRow("identity.member")
                .with("id", id)
                .with("handle", member.handle())
                .with("display_name", member.displayName())
                .with("email", member.email())
                .with("signed_up_at", at)
                .with("confirmed_at", at)
                .in(rows);
        aRow("identity.password")
                .with("member", id)
                .with("hash", passwordHash)
                .with("changed_at", at)
                .in(rows);
        return id;
    }

    void enrol(UUID member, byte[] secret, Instant at) {
        aRow("identity.second_factor")
                .with("member", member)
                .with("secret", "\\x" + HexFormat.of().formatHex(secret))
                .with("enrolled_at", at)
                .with("confirmed_at", at)
                .in(rows);
    }

    /** A capability of staff that nobody gave, for the longest time that one is given. */
    void grant(UUID member, String capability, Instant at) {
        aRow("access.capability_grant")
                .with("member", member)
                .with("capability", capability)
                .with("granted_by", null)
                .with("granted_at", at)
                .with("expires_at", at.plus(Duration.ofDays(366)))
                .in(rows);
    }

    void suspend(UUID member, UUID by, Instant at) {
        aRow("identity.suspension")
                .with("member", member)
                .with("suspended_by", by)
                .with("suspended_at", at)
                .with("reason", "Sold what was not theirs.")
                .in(rows);
    }
}
