package dev.fairground.identity;

import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Passwords that are about to change. */
interface PasswordStore extends Repository<Password, UUID> {

    void save(Password password);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Password p where p.member = :member")
    Password lock(UUID member);
}
