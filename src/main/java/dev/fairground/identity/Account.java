package dev.fairground.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A member's account while it changes: signed up, then confirmed. */
@Entity
@Table(schema = "identity", name = "member")
@DynamicUpdate
class Account {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private String handle;
    private String displayName;
    private String email;
    private Instant signedUpAt;
    private @Nullable Instant confirmedAt;
    private long signInLinksUsed;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Account() {}

    Account(MemberId id, Handle handle, DisplayName displayName, EmailAddress email, Instant now) {
        this.id = id.value();
        this.handle = handle.text();
        this.displayName = displayName.text();
        this.email = email.text();
        this.signedUpAt = now;
    }

    MemberId id() {
        return new MemberId(id);
    }

    Handle handle() {
        return new Handle(handle);
    }

    EmailAddress email() {
        return new EmailAddress(email);
    }

    boolean isConfirmed() {
        return confirmedAt != null;
    }

    /**
     * Begins anew for somebody who signs up with the same address. Until it is confirmed an account belongs to nobody: who signed up
     * first may have typed a stranger's address, and must not have chosen the password behind it.
     */
    void signUpAgain(Handle handle, DisplayName displayName, Instant now) {
        if (isConfirmed()) {
            throw new IllegalStateException("A confirmed account is not for signing up");
        }
        this.handle = handle.text();
        this.displayName = displayName.text();
        this.signedUpAt = now;
    }

    void confirm(Instant now) {
        if (isConfirmed()) {
            throw IdentityRefused.linkVoid();
        }
        confirmedAt = now;
    }

    /** Voids sign-in links at the former one. */
    void move(EmailAddress email) {
        this.email = email.text();
        useSignInLink();
    }

    void rename(DisplayName displayName) {
        this.displayName = displayName.text();
    }

    long signInLinksUsed() {
        return signInLinksUsed;
    }

    /** Voids every sign-in link mailed so far, the one in use included. */
    void useSignInLink() {
        signInLinksUsed++;
    }
}
