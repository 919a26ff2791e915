package dev.fairground.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member's password, hashed. Its version rises with each change and stands in the signature of mailed links. */
@Entity
@Table(schema = "identity", name = "password")
class Password {

    @Id
    private UUID member;

    @Version
    private @Nullable Long version;

    private String hash;
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Password() {}

    Password(MemberId member, String hash, Instant now) {
        this.member = member.value();
        this.hash = hash;
        this.changedAt = now;
    }

    void change(String hash, Instant now) {
        this.hash = hash;
        this.changedAt = now;
    }

    long version() {
        return version == null ? 0 : version;
    }
}
