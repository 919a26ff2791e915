package dev.fairground.access;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Every "no" of this module. */
final class AccessRefused extends Refusal {

    static final Reason NOT_SIGNED_IN = Reason.of(
            Kind.UNAUTHENTICATED, "not-signed-in", "This needs you to be signed in; the API takes a bearer token.");
    static final Reason BAD_TOKEN =
            Reason.of(Kind.UNAUTHENTICATED, "bad-token", "The bearer token is not one that is valid now.");
    static final Reason RIGHT_MISSING = Reason.forbidden(
            "right-missing", "You hold no right that opens this. Somebody who does may give it to you.");
    static final Reason SCOPE_MISSING =
            Reason.forbidden("scope-missing", "The token was made without a scope that is needed here.");
    static final Reason SECOND_FACTOR_NEEDED = Reason.forbidden(
            "second-factor-needed", "Staff work needs a second factor. Enrol one in your account and sign in again.");
    static final Reason CREDENTIALS_MISSING = Reason.invalid(
            "credentials-missing", "email", "Send an e-mail address and a password, or a sign-in token, and not both.");
    static final Reason NO_SUCH_TOKEN = Reason.notFound("no-such-token", "You have no token with this id.");
    static final Reason NO_SUCH_CAPABILITY =
            Reason.notFound("no-such-capability", "There is no such capability, or the member does not hold it.");
    static final Reason NO_SUCH_MEMBER = Reason.notFound("no-such-grantee", "There is no such member.");
    static final Reason OWN_GRANT = Reason.forbidden("own-grant", "Nobody grants a capability to themselves.")
            .heldBy("capability_grant_not_to_oneself");

    private AccessRefused(Reason reason) {
        super(reason);
    }

    private AccessRefused(Reason reason, String detail) {
        super(reason, detail);
    }

    static AccessRefused notSignedIn() {
        return new AccessRefused(NOT_SIGNED_IN);
    }

    static AccessRefused badToken() {
        return new AccessRefused(BAD_TOKEN);
    }

    static AccessRefused rightMissing() {
        return new AccessRefused(RIGHT_MISSING);
    }

    static AccessRefused scopeMissing(String scope) {
        return new AccessRefused(SCOPE_MISSING, "This needs a token with the scope " + scope + ".");
    }

    static AccessRefused secondFactorNeeded() {
        return new AccessRefused(SECOND_FACTOR_NEEDED);
    }

    static AccessRefused credentialsMissing() {
        return new AccessRefused(CREDENTIALS_MISSING);
    }

    static AccessRefused noSuchToken() {
        return new AccessRefused(NO_SUCH_TOKEN);
    }

    static AccessRefused noSuchCapability() {
        return new AccessRefused(NO_SUCH_CAPABILITY);
    }

    static AccessRefused noSuchMember() {
        return new AccessRefused(NO_SUCH_MEMBER);
    }

    static AccessRefused ownGrant() {
        return new AccessRefused(OWN_GRANT);
    }
}
