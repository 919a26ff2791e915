package dev.fairground.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts on every answer, errors included, what a browser must not do with it. Written before anything else runs, because a refusal of
 * the firewall or an error of the container never comes past the security chains.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AnswerHeaders extends OncePerRequestFilter {

    /** No inline script, no inline style, no frame, no form that posts elsewhere: what a page of ours needs is named, all else is not. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; script-src 'self'";

    /** Two years, as the preload lists ask for. */
    private static final String TRANSPORT = "max-age=63072000; includeSubDomains";

    private final String onSignUp;

    AnswerHeaders(WebSettings settings) {
        onSignUp = POLICY + framesOf(settings.signUpScripts());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        write(request, response);
        if (request.getRequestURI().equals("/sign-up")) {
            response.setHeader("Content-Security-Policy", onSignUp);
        }
        chain.doFilter(request, response);
    }

    static void write(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (request.isSecure()) { // over plain HTTP browsers must ignore it, and a laptop has no certificate
            response.setHeader("Strict-Transport-Security", TRANSPORT);
        }
    }

    /** The human check draws itself into a frame by a script of its own; both come from its origin. */
    private static String framesOf(@Nullable URI check) {
        if (check == null || check.getHost() == null) {
            return "";
        }
        String origin = check.getScheme() + "://" + check.getRawAuthority();
        return " " + origin + "; frame-src " + origin;
    }
}
