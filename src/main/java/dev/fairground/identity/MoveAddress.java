package dev.fairground.identity;

import dev.fairground.identity.MailedLinks.Purpose;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a member the address that they asked for, by a link that only its owner can have. Links mailed to the former one are void. */
@Component
class MoveAddress {

    private final AccountStore accounts;
    private final AddressChangeStore changes;
    private final MailedLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MoveAddress(
            AccountStore accounts,
            AddressChangeStore changes,
            MailedLinks links,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.changes = changes;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void move(String token) {
        var now = clock.instant();
        var link = links.read(Purpose.ADDRESS_CHANGE, token, now);
        var account = accounts.lock(link.claimedMember().value()).orElseThrow(IdentityRefused::linkVoid);
        var wanted = changes.of(account.id()).orElseThrow(IdentityRefused::linkVoid);
        links.check(link, wanted.seal());
        if (accounts.isKnown(wanted.email().text())) {
            throw IdentityRefused.linkVoid();
        }
        var former = account.email();
        account.move(wanted.email());
        accounts.voidPasswordLinks(account.id().value());
        changes.forget(account.id());
        events.publishEvent(new AddressChanged(account.id(), former.text(), now));
    }
}
