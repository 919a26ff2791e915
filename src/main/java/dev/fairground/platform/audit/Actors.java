package dev.fairground.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Tells who is acting at this moment: the signed-in member, or the system itself in jobs and deliveries. */
@Component
class Actors {

    private static final Actor SYSTEM = new Actor("system", null);

    Actor current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || !authentication.isAuthenticated()
                ? SYSTEM
                : new Actor("member/" + authentication.getName(), null);
    }

    /** Who acts, and for whom where staff act as a member. */
    record Actor(String name, @Nullable String onBehalfOf) {}
}
