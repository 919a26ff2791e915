package dev.fairground.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Tells who is acting at this moment: the signed-in member, somebody unknown, or the system itself in jobs and deliveries. */
@Component
class Actors {

    private static final Actor SYSTEM = new Actor("system", null);
    private static final Actor NOBODY = new Actor("anonymous", null);

    Actor current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof AnonymousAuthenticationToken) {
            return NOBODY; // the framework gives those who are not signed in a name, and calls them authenticated
        }
        return authentication == null || !authentication.isAuthenticated()
                ? SYSTEM
                : new Actor("member/" + authentication.getName(), null);
    }

    /** Who acts, and for whom where staff act as a member. */
    record Actor(String name, @Nullable String onBehalfOf) {}
}
