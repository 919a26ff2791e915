package dev.fairground.identity;

import static dev.fairground.platform.errors.Kind.CONFLICT;
import static dev.fairground.platform.errors.Kind.UNAUTHENTICATED;
import static dev.fairground.platform.errors.Kind.UNAVAILABLE;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every "no" of identity. None of them tells whether an address has an account, except to who proved to own it. */
final class IdentityRefused extends Refusal {

    static final Reason HANDLE_INVALID = Reason.invalid(
                    "handle-invalid",
                    "handle",
                    "A handle has 3 to 30 characters: lower-case letters, digits, and single hyphens between them.")
            .heldBy("member_handle_form", "handle_on_hold_form");
    static final Reason HANDLE_RESERVED = Reason.invalid("handle-reserved", "handle", "This handle is reserved.")
            .heldBy("member_handle_not_reserved");
    static final Reason HANDLE_TAKEN = new Reason(
            "handle-taken",
            CONFLICT,
            "This handle is taken.",
            "handle",
            List.of("member_handle_unique", "handle_on_hold_handle_unique"));
    static final Reason DISPLAY_NAME_INVALID = Reason.invalid(
                    "display-name-invalid", "displayName", "A name has 1 to 60 characters and no line breaks.")
            .heldBy("member_display_name_form");
    static final Reason EMAIL_INVALID = Reason.invalid("email-invalid", "email", "This is not an e-mail address.")
            .heldBy("member_email_form");
    static final Reason WEAK_PASSWORD = Reason.invalid(
            "weak-password",
            "password",
            "A password has 15 to 128 characters and is not among the first to be guessed.");
    static final Reason HUMAN_CHECK_FAILED = Reason.invalid(
            "human-check-failed", "humanCheck", "The human check did not pass or is too old. Please do it again.");
    static final Reason HUMAN_CHECK_UNAVAILABLE = Reason.of(
            UNAVAILABLE,
            "human-check-unavailable",
            "We cannot check at the moment that you are human. Nothing was changed; please retry shortly.");
    static final Reason BAD_CREDENTIALS = Reason.of(
            UNAUTHENTICATED, "bad-credentials", "The address and the password do not match a confirmed account.");
    static final Reason WRONG_PASSWORD =
            Reason.invalid("wrong-password", "currentPassword", "This is not your current password.");
    static final Reason SECOND_FACTOR_REQUIRED = new Reason(
            "second-factor-required",
            UNAUTHENTICATED,
            "This account also asks for the code that your authenticator shows now.",
            "code",
            List.of());
    static final Reason WRONG_CODE =
            new Reason("wrong-code", UNAUTHENTICATED, "This code is wrong or was used already.", "code", List.of());
    static final Reason ACCOUNT_SUSPENDED =
            Reason.forbidden("account-suspended", "This account is suspended. Support can tell you why.");
    static final Reason SIGN_IN_BUSY = Reason.of(
            UNAVAILABLE, "sign-in-busy", "Too many are signing in at this moment. Please retry in a few seconds.");
    static final Reason LINK_VOID =
            Reason.invalid("link-void", "token", "This link has expired or was used already. Ask for a new one.");
    static final Reason SECOND_FACTOR_ENROLLED =
            Reason.conflict("second-factor-enrolled", "This account has a second factor already.");
    static final Reason SECOND_FACTOR_NOT_BEGUN =
            Reason.conflict("second-factor-not-begun", "There is no enrolment to confirm. Begin one first.");
    static final Reason CODE_MISMATCH = Reason.invalid(
            "code-mismatch", "code", "This is not the code that an authenticator with this secret shows now.");
    static final Reason NO_SUCH_MEMBER = Reason.notFound("no-such-member", "There is no such member.");
    static final Reason ALREADY_SUSPENDED = Reason.conflict("already-suspended", "This member is suspended already.")
            .heldBy("suspension_pk");
    static final Reason NOT_SUSPENDED = Reason.conflict("not-suspended", "This member is not suspended.");
    static final Reason SUSPENSION_OF_ONESELF = Reason.forbidden(
                    "suspension-of-oneself", "Nobody suspends themselves or lifts their own suspension.")
            .heldBy("suspension_not_by_oneself");
    static final Reason SUSPENSION_REASON_INVALID = Reason.invalid(
                    "suspension-reason-invalid", "reason", "A suspension needs a reason of 1 to 500 characters.")
            .heldBy("suspension_reason_form");

    private static final Duration SOON = Duration.ofSeconds(3);

    private IdentityRefused(Reason reason) {
        super(reason);
    }

    private IdentityRefused(Reason reason, String detail, @Nullable Duration retryAfter) {
        super(reason, detail, retryAfter);
    }

    static IdentityRefused handleInvalid() {
        return new IdentityRefused(HANDLE_INVALID);
    }

    static IdentityRefused handleReserved() {
        return new IdentityRefused(HANDLE_RESERVED);
    }

    static IdentityRefused handleTaken() {
        return new IdentityRefused(HANDLE_TAKEN);
    }

    static IdentityRefused displayNameInvalid() {
        return new IdentityRefused(DISPLAY_NAME_INVALID);
    }

    static IdentityRefused emailInvalid() {
        return new IdentityRefused(EMAIL_INVALID);
    }

    /** {@code why} is a sentence that says what to change. */
    static IdentityRefused weakPassword(String why) {
        return new IdentityRefused(WEAK_PASSWORD, why, null);
    }

    static IdentityRefused humanCheckFailed() {
        return new IdentityRefused(HUMAN_CHECK_FAILED);
    }

    static IdentityRefused humanCheckUnavailable() {
        return new IdentityRefused(HUMAN_CHECK_UNAVAILABLE, HUMAN_CHECK_UNAVAILABLE.sentence(), SOON);
    }

    static IdentityRefused badCredentials() {
        return new IdentityRefused(BAD_CREDENTIALS);
    }

    static IdentityRefused wrongPassword() {
        return new IdentityRefused(WRONG_PASSWORD);
    }

    static IdentityRefused secondFactorRequired() {
        return new IdentityRefused(SECOND_FACTOR_REQUIRED);
    }

    static IdentityRefused wrongCode() {
        return new IdentityRefused(WRONG_CODE);
    }

    static IdentityRefused accountSuspended() {
        return new IdentityRefused(ACCOUNT_SUSPENDED);
    }

    static IdentityRefused signInBusy() {
        return new IdentityRefused(SIGN_IN_BUSY, SIGN_IN_BUSY.sentence(), SOON);
    }

    static IdentityRefused linkVoid() {
        return new IdentityRefused(LINK_VOID);
    }

    static IdentityRefused secondFactorEnrolled() {
        return new IdentityRefused(SECOND_FACTOR_ENROLLED);
    }

    static IdentityRefused secondFactorNotBegun() {
        return new IdentityRefused(SECOND_FACTOR_NOT_BEGUN);
    }

    static IdentityRefused codeMismatch() {
        return new IdentityRefused(CODE_MISMATCH);
    }

    static IdentityRefused noSuchMember() {
        return new IdentityRefused(NO_SUCH_MEMBER);
    }

    static IdentityRefused alreadySuspended() {
        return new IdentityRefused(ALREADY_SUSPENDED);
    }

    static IdentityRefused notSuspended() {
        return new IdentityRefused(NOT_SUSPENDED);
    }

    static IdentityRefused suspensionOfOneself() {
        return new IdentityRefused(SUSPENSION_OF_ONESELF);
    }

    static IdentityRefused suspensionReasonInvalid() {
        return new IdentityRefused(SUSPENSION_REASON_INVALID);
    }
}
