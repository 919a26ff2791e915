package dev.fairground.access;

import dev.fairground.identity.Member;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The member behind a request, as they stand at this moment, and how they proved it.
 *
 * @param scopes what their token carries; null for a browser's session, which carries all
 */
record SignedIn(Member member, Caller caller, @Nullable Set<Scope> scopes) {

    boolean carries(String scope) {
        return scopes == null
                || scope.isEmpty()
                || Scope.find(scope).filter(scopes::contains).isPresent();
    }
}
