package dev.fairground.identity;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Accounts that are about to change. Every finder locks its row, so nobody decides on old news. */
interface AccountStore extends Repository<Account, UUID> {

    void save(Account account);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id = :id")
    Optional<Account> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.email = :email")
    Optional<Account> lockByEmail(String email);

    /** Whether the handle is in use by an account other than that of {@code email}, or burnt. */
    @NativeQuery("""
            select exists (select from identity.member where handle = :handle and email <> :email)
                or exists (select from identity.burnt_handle where handle = :handle)
            """)
    boolean isTaken(String handle, String email);

    @Modifying
    @NativeQuery(
            "insert into identity.burnt_handle (handle, burnt_at) values (:handle, :now) on conflict (handle) do nothing")
    void burn(String handle, Instant now);
}
