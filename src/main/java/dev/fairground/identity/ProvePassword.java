package dev.fairground.identity;

import org.springframework.stereotype.Component;

/** Asks for the password once more before something that would lock its owner out. Takes a hash, so it goes outside any transaction. */
@Component
class ProvePassword {

    private final MemberViews views;
    private final Passwords passwords;
    private final SignInLimits limits;

    ProvePassword(MemberViews views, Passwords passwords, SignInLimits limits) {
        this.views = views;
        this.passwords = passwords;
        this.limits = limits;
    }

    /** Returns what they proved; refuses a wrong one, and too many tries. */
    Credentials of(MemberId member, String current) {
        var known = views.credentialsOf(member).orElseThrow(IdentityRefused::noSuchMember);
        limits.takePassword(known.member().email());
        if (!passwords.matches(current, known.passwordHash())) {
            throw IdentityRefused.wrongPassword();
        }
        return known;
    }
}
