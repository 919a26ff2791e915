package dev.fairground.identity;

import dev.fairground.identity.MailedLinks.Purpose;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Gives a member another password: by a mailed link, or by the one they have. Either way their other sessions end. */
@Component
class ReplacePassword {

    private final MemberViews views;
    private final Passwords passwords;
    private final ChangePassword changePassword;
    private final MailedLinks links;
    private final ProvePassword prove;
    private final Clock clock;

    ReplacePassword(
            MemberViews views,
            Passwords passwords,
            ChangePassword changePassword,
            MailedLinks links,
            ProvePassword prove,
            Clock clock) {
        this.views = views;
        this.passwords = passwords;
        this.changePassword = changePassword;
        this.links = links;
        this.prove = prove;
        this.clock = clock;
    }

    /** Returns whose password it now is. */
    MemberId byLink(String token, String password) {
        var link = links.read(Purpose.PASSWORD_RESET, token, clock.instant());
        var known = views.credentialsOf(link.claimedMember()).orElseThrow(IdentityRefused::linkVoid);
        links.check(link, known.passwordVersion());
        String hash = passwords.hash(acceptable(password, known.member()));
        if (!changePassword.change(known.member().id(), known.passwordVersion(), hash)) {
            throw IdentityRefused.linkVoid();
        }
        return known.member().id();
    }

    void byPassword(MemberId member, String current, String password) {
        var known = prove.of(member, current);
        String hash = passwords.hash(acceptable(password, known.member()));
        if (!changePassword.change(member, known.passwordVersion(), hash)) {
            throw IdentityRefused.wrongPassword();
        }
    }

    private static NewPassword acceptable(String password, Member member) {
        return new NewPassword(password, new Handle(member.handle()), new EmailAddress(member.email()));
    }
}
