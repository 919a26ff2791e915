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

    /** Writes at once, so that rows which point at the account can follow. */
    void saveAndFlush(Account account);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id = :id")
    Optional<Account> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.email = :email")
    Optional<Account> lockByEmail(String email);

    /**
     * Whether somebody who signs up with {@code email} cannot have this handle. What an earlier sign-up with the same address asked for is
     * theirs to ask for again, whether it made an unconfirmed account or was put on hold because there was a confirmed one.
     */
    @NativeQuery("""
            select exists (select
                             from identity.member
                            where handle = :handle
                              and (email <> :email or confirmed_at is not null))
                or exists (select
                             from identity.handle_on_hold h
                                  join identity.member m on m.id = h.member
                            where h.handle = :handle
                              and m.email <> :email)
            """)
    boolean isTaken(String handle, String email);

    /** Confirmed or not. */
    @NativeQuery("select exists (select from identity.member where email = :email)")
    boolean isKnown(String email);

    /** Of links for a new password, which the reader of another mailbox may have. */
    @Modifying
    @NativeQuery("update identity.password set version = version + 1 where member = :member")
    void voidPasswordLinks(UUID member);

    @Modifying
    @NativeQuery("""
            insert into identity.handle_on_hold (member, handle, held_since)
            values (:member, :handle, :now)
            on conflict (member) do update
                    set handle = excluded.handle,
                        held_since = excluded.held_since
            """)
    void hold(UUID member, String handle, Instant now);
}
