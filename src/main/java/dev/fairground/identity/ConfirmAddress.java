package dev.fairground.identity;

import dev.fairground.identity.MailedLinks.Purpose;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Turns an account into a member, by a link that only the owner of the address can have. */
@Component
class ConfirmAddress {

    private final MemberViews views;
    private final AccountStore accounts;
    private final MailedLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConfirmAddress(
            MemberViews views,
            AccountStore accounts,
            MailedLinks links,
            ApplicationEventPublisher events,
            Clock clock) {
        this.views = views;
        this.accounts = accounts;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void confirm(String token) {
        Instant now = clock.instant();
        var link = links.read(Purpose.CONFIRMATION, token, now);
        var account = accounts.lock(link.claimedMember().value()).orElseThrow(IdentityRefused::linkVoid);
        // The link vouches for the password of its own sign-up; after a later one it must not confirm somebody else's.
        links.check(link, views.credentialsOf(account.id()).orElseThrow().passwordVersion());
        account.confirm(now);
        events.publishEvent(new MemberConfirmed(account.id(), now));
    }
}
