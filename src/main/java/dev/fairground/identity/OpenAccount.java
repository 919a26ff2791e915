package dev.fairground.identity;

import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes what a sign-up leads to: a new account, an unconfirmed one begun anew, or a mail to who has one. */
@Component
class OpenAccount {

    private final AccountStore accounts;
    private final PasswordStore passwords;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OpenAccount(AccountStore accounts, PasswordStore passwords, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void open(EmailAddress email, Handle handle, DisplayName displayName, String passwordHash) {
        Instant now = clock.instant();
        var known = accounts.lockByEmail(email.text()).orElse(null);
        if (accounts.isTaken(handle.text(), email.text())) {
            throw IdentityRefused.handleTaken(); // before anything that depends on whether the address is known
        }
        if (known != null && known.isConfirmed()) {
            accounts.hold(known.id().value(), handle.text(), now);
            events.publishEvent(new SignUpAttemptedAgain(known.id(), now));
            return;
        }
        if (known != null) {
            known.signUpAgain(handle, displayName, now);
        }
        var account = known != null ? known : new Account(MemberId.next(), handle, displayName, email, now);
        accounts.saveAndFlush(account);
        passwords.set(account.id(), passwordHash, now);
        events.publishEvent(new MemberSignedUp(account.id(), now));
        events.publishEvent(new ConfirmationRequested(account.id(), now));
    }
}
