package dev.fairground.platform.web;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.flags.FlagKey;
import dev.fairground.platform.flags.Flags;
import dev.fairground.platform.practices.Shows;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Past its sunset, and once somebody has set the flag, version 1 is gone. The date alone ends nothing: whoever ends it looks at who still
 * calls, and can take it back for them within seconds. Stands behind the security chains, so that callers are counted to the last.
 */
@Component
@Order(0)
@Shows("api-sunset")
class VersionOneEnd extends OncePerRequestFilter {

    private static final FlagKey GONE = FlagKey.of("v1-gone");

    private final VersionOneSettings settings;
    private final Flags flags;
    private final Clock clock;

    VersionOneEnd(VersionOneSettings settings, Flags flags, Clock clock) {
        this.settings = settings;
        this.flags = flags;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return CalledVersion.of(request).orElse(0) != 1;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!clock.instant().isBefore(settings.sunset()) && flags.isOn(GONE)) {
            BeforeDispatch.refuse(request, response, new VersionRefused());
            return;
        }
        chain.doFilter(request, response);
    }

    static final class VersionRefused extends Refusal {

        static final Reason VERSION_GONE = Reason.of(
                Kind.GONE,
                "version-gone",
                "Version 1 of the API has come to its end. The same addresses answer under /api/v2, with amounts in minor units.");

        private VersionRefused() {
            super(VERSION_GONE);
        }
    }
}
