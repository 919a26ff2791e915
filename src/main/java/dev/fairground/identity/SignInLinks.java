package dev.fairground.identity;

import dev.fairground.identity.MailedLinks.Purpose;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links by mail that sign a member in without a password. They stay open when guessing has closed the password door, so nobody can lock
 * a member out by guessing.
 */
@Component
class SignInLinks {

    private final MemberViews views;
    private final AccountStore accounts;
    private final MailedLinks links;
    private final Clock clock;

    SignInLinks(MemberViews views, AccountStore accounts, MailedLinks links, Clock clock) {
        this.views = views;
        this.accounts = accounts;
        this.links = links;
        this.clock = clock;
    }

    /** Whose link this is, without using it up. */
    Credentials find(String token) {
        var link = links.read(Purpose.SIGN_IN, token, clock.instant());
        var known = views.credentialsOf(link.claimedMember()).orElseThrow(IdentityRefused::linkVoid);
        links.check(link, known.signInLinksUsed());
        return known;
    }

    /** Uses the link up; of two requests with the same one, the second is refused. */
    @Transactional
    void use(String token) {
        var link = links.read(Purpose.SIGN_IN, token, clock.instant());
        var account = accounts.lock(link.claimedMember().value()).orElseThrow(IdentityRefused::linkVoid);
        links.check(link, account.signInLinksUsed());
        account.useSignInLink();
    }
}
