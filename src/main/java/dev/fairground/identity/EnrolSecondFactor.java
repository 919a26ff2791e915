package dev.fairground.identity;

import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a member a second factor: a secret for their authenticator, in force once it has shown a right code. */
@Component
class EnrolSecondFactor {

    private final MemberViews views;
    private final SecondFactorStore secondFactors;
    private final Audit audit;
    private final Clock clock;

    EnrolSecondFactor(MemberViews views, SecondFactorStore secondFactors, Audit audit, Clock clock) {
        this.views = views;
        this.secondFactors = secondFactors;
        this.audit = audit;
        this.clock = clock;
    }

    /** Begins anew at each call until it is confirmed. Returns the address that authenticators read. */
    Enrolment begin(MemberId id) {
        var member = views.find(id).orElseThrow(IdentityRefused::noSuchMember);
        var secret = TotpSecret.next();
        if (!secondFactors.begin(id, secret, clock.instant())) {
            throw IdentityRefused.secondFactorEnrolled();
        }
        return Enrolment.of(secret, member);
    }

    /** The enrolment that waits for its first code, if there is one. */
    Optional<Enrolment> begun(MemberId id) {
        return views.find(id).flatMap(member -> secondFactors.begun(id).map(secret -> Enrolment.of(secret, member)));
    }

    @Transactional
    void confirm(MemberId id, String code) {
        Instant now = clock.instant();
        var secret = secondFactors.begun(id).orElseThrow(IdentityRefused::secondFactorNotBegun);
        OptionalLong step = Totp.stepOf(code.strip(), secret, now);
        if (step.isEmpty() || !secondFactors.confirm(id, secret, step.getAsLong(), now)) {
            throw IdentityRefused.codeMismatch();
        }
        audit.record("second-factor.enrolled", "member/" + id, Map.of(), Map.of());
    }

    /**
     * What the member puts into an authenticator, by link or QR code, or by hand.
     *
     * @param uri an {@code otpauth} address
     * @param secret the same secret in base 32
     */
    record Enrolment(String uri, String secret) {

        private static Enrolment of(TotpSecret secret, Member member) {
            return new Enrolment(secret.enrolmentUri(member.handle()), secret.base32());
        }
    }
}
