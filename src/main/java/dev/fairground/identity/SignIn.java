package dev.fairground.identity;

import java.time.Clock;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Proves that somebody is a member: by address and password or by a mailed link, and by a code where the member asks for one. */
@Component
class SignIn {

    private final MemberViews views;
    private final Passwords passwords;
    private final SecondFactorStore secondFactors;
    private final SignInLinks links;
    private final SignInLimits limits;
    private final Clock clock;

    SignIn(
            MemberViews views,
            Passwords passwords,
            SecondFactorStore secondFactors,
            SignInLinks links,
            SignInLimits limits,
            Clock clock) {
        this.views = views;
        this.passwords = passwords;
        this.secondFactors = secondFactors;
        this.links = links;
        this.limits = limits;
        this.clock = clock;
    }

    /** No transaction: hashing would hold a connection for as long as it waits for its place. */
    Member withPassword(String email, String password, @Nullable String code) {
        limits.takePassword(email);
        var known = EmailAddress.read(email).flatMap(views::credentialsOf).orElse(null);
        boolean matches = passwords.matches(password, known == null ? null : known.passwordHash());
        if (known == null || !matches || !known.confirmed()) {
            throw IdentityRefused.badCredentials();
        }
        askForCode(known, code);
        return active(known);
    }

    Member withLink(String token, @Nullable String code) {
        var known = links.find(token);
        askForCode(known, code);
        links.use(token);
        return active(known);
    }

    private void askForCode(Credentials known, @Nullable String code) {
        TotpSecret secret = known.secret();
        if (secret == null) {
            return;
        }
        if (code == null || code.isBlank()) {
            throw IdentityRefused.secondFactorRequired();
        }
        limits.takeCode(known.member().id());
        OptionalLong step = Totp.stepOf(code.strip(), secret, clock.instant());
        if (step.isEmpty() || !secondFactors.use(known.member().id(), step.getAsLong())) {
            throw IdentityRefused.wrongCode();
        }
    }

    /** Asked last, so that only who holds every key to an account learns that it is suspended. */
    private static Member active(Credentials known) {
        return known.member().active();
    }
}
