package dev.fairground.access;

import dev.fairground.identity.Member;
import dev.fairground.identity.MemberId;
import dev.fairground.identity.Members;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Finds out who is behind a request: from the database, once per request, and only for a handler that asks. A session or a token says no
 * more than an id, so a suspension, or a grant taken away, counts with the next request.
 */
@Component
class Callers {

    private static final String READ = Callers.class.getName();

    private final Members members;
    private final List<GrantSource> sources;

    Callers(Members members, List<GrantSource> sources) {
        this.members = members;
        this.sources = sources;
    }

    /** Empty for a stranger; suspended members are told apart by {@link Member#suspended}, and hold nothing. */
    Optional<SignedIn> behind(HttpServletRequest request) {
        var known = (@Nullable Read) request.getAttribute(READ);
        if (known == null) {
            known = new Read(read(SecurityContextHolder.getContext().getAuthentication()));
            request.setAttribute(READ, known);
        }
        return Optional.ofNullable(known.who());
    }

    private @Nullable SignedIn read(@Nullable Authentication authentication) {
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            return null;
        }
        Set<Scope> scopes = authentication instanceof TokenAuthentication token ? token.scopes() : null;
        return members.find(MemberId.of(authentication.getName()))
                .map(member -> new SignedIn(member, caller(member), scopes))
                .orElse(null);
    }

    private Caller caller(Member member) {
        List<Grant> grants = member.suspended()
                ? List.of()
                : sources.stream()
                        .flatMap(source -> source.grantsOf(member.id()).stream())
                        .toList();
        return new Caller(member.id(), member.handle(), grants);
    }

    /** Wraps the answer, because a request attribute cannot tell "nobody" from "not yet looked". */
    private record Read(@Nullable SignedIn who) {}
}
