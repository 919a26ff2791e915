package dev.fairground.identity;

import dev.fairground.identity.MailedLinks.Purpose;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The desk of identity: who a member is, and whether somebody is that member. */
@Component
public class Members {

    private final MemberViews views;
    private final SignIn signIn;
    private final MailedLinks links;
    private final AddressChangeStore addressChanges;

    Members(MemberViews views, SignIn signIn, MailedLinks links, AddressChangeStore addressChanges) {
        this.views = views;
        this.signIn = signIn;
        this.links = links;
        this.addressChanges = addressChanges;
    }

    /** The member of this id, also one who has yet to confirm their address; their mails are addressed by it. */
    public Optional<Member> find(MemberId id) {
        return views.find(id);
    }

    /** The confirmed member who goes by this handle. */
    public Optional<Member> findByHandle(String handle) {
        return views.findByHandle(handle);
    }

    /** The handles of these members, in one statement; an id that belongs to nobody is missing. */
    public Map<MemberId, String> handles(Collection<MemberId> ids) {
        return views.handles(ids);
    }

    /**
     * The active member with this address and password, and with this one-time code where they enrolled a second factor.
     *
     * <p>Refused as {@code bad-credentials} alike for an unknown address, a wrong password and an unconfirmed account; after a right
     * password as {@code second-factor-required}, {@code wrong-code} or {@code account-suspended}; as {@code sign-in-busy} where too many
     * hashes are waiting. It may take a second, so call it outside any transaction.
     */
    public Member authenticate(String email, String password, @Nullable String code) {
        return signIn.withPassword(email, password, code);
    }

    /**
     * The active member to whom this sign-in link was mailed; the link is used up. It stands in for the password and not for the second
     * factor: refused as {@code link-void}, and as in {@link #authenticate} for code and suspension.
     */
    public Member redeemSignInLink(String token, @Nullable String code) {
        return signIn.withLink(token, code);
    }

    /** The token for the link that {@link ConfirmationRequested} asks for. Derived anew at each call; never store it. */
    public String confirmationToken(MemberId member, Instant issuedAt) {
        return links.token(
                Purpose.CONFIRMATION, member, issuedAt, credentials(member).passwordVersion());
    }

    /** The token for the link that {@link PasswordResetRequested} asks for. Derived anew at each call; never store it. */
    public String passwordResetToken(MemberId member, Instant issuedAt) {
        return links.token(
                Purpose.PASSWORD_RESET, member, issuedAt, credentials(member).passwordVersion());
    }

    /** The token for the link that {@link SignInLinkRequested} asks for. Derived anew at each call; never store it. */
    public String signInToken(MemberId member, Instant issuedAt) {
        return links.token(
                Purpose.SIGN_IN, member, issuedAt, credentials(member).signInLinksUsed());
    }

    /** The address that the member asked for and has not confirmed yet. */
    public Optional<String> wantedAddress(MemberId member) {
        return addressChanges.of(member).map(wanted -> wanted.email().text());
    }

    /** The token for the link that {@link AddressChangeRequested} asks for. Derived anew at each call; never store it. */
    public String addressChangeToken(MemberId member, Instant issuedAt) {
        var wanted = addressChanges
                .of(member)
                .orElseThrow(() -> new IllegalArgumentException("Wants no other address: " + member));
        return links.token(Purpose.ADDRESS_CHANGE, member, issuedAt, wanted.seal());
    }

    private Credentials credentials(MemberId member) {
        return views.credentialsOf(member).orElseThrow(() -> new IllegalArgumentException("No such member: " + member));
    }
}
