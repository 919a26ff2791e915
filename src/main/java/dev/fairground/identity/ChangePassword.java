package dev.fairground.identity;

import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes a new password, if the old one is still the one that its owner proved to know or to have had reset. */
@Component
class ChangePassword {

    private final PasswordStore passwords;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangePassword(PasswordStore passwords, ApplicationEventPublisher events, Clock clock) {
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    /** False where it was changed meanwhile. */
    @Transactional
    boolean change(MemberId member, long fromVersion, String hash) {
        Instant now = clock.instant();
        boolean changed = passwords.replace(member, fromVersion, hash, now);
        if (changed) {
            events.publishEvent(new PasswordChanged(member, now));
        }
        return changed;
    }
}
