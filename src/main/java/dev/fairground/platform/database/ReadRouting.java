package dev.fairground.platform.database;

import dev.fairground.platform.practices.Shows;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets readers who do not mind read from the follower. A browser that has changed something carries a cookie for as long as the follower may
 * lag, on whichever instance it reads next; while it has that, it reads from the primary. A program with a token keeps no cookies, and always does.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 13)
@Shows("db-read-replica-routing")
final class ReadRouting extends OncePerRequestFilter implements HandlerInterceptor {

    static final String PIN = "read-your-writes";

    /** A write may commit this long after its answer's cookie was made. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final ResponseCookie pin;

    ReadRouting(Duration bound, boolean secure) {
        this.pin = ResponseCookie.from(PIN, "1")
                .maxAge(bound.plus(MARGIN))
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .build();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!READING.contains(request.getMethod()) && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE, pin.toString()); // now, since the answer may be on its way before its end
        }
        chain.doFilter(request, response);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var inHand = RequestInHand.current();
        if (inHand != null && handler instanceof HandlerMethod method && method.hasMethodAnnotation(MayLag.class)) {
            inHand.mayLag(!hasJustWritten(request));
        }
        return true;
    }

    private static boolean hasJustWritten(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || cookies != null
                        && Stream.of(cookies)
                                .anyMatch(cookie -> cookie.getName().equals(PIN));
    }
}
