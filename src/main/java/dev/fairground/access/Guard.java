package dev.fairground.access;

import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.web.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds every handler to its {@link Access} rule, before any argument is read, so that a refused caller learns nothing about what they
 * sent. It decides who may come in; which rows they then reach is the query's business.
 */
@Component
@Shows("authz-deny-by-default")
class Guard implements HandlerInterceptor {

    private final Callers callers;
    private final StaffGrants staffGrants;

    Guard(Callers callers, StaffGrants staffGrants) {
        this.callers = callers;
        this.staffGrants = staffGrants;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || OpenHandlers.of(method.getBeanType())) {
            return true; // files, and what the framework answers itself
        }
        Access rule = method.getMethodAnnotation(Access.class);
        if (rule == null) {
            throw AccessRefused
                    .rightMissing(); // cannot happen past the check at start; if it does, closed is the safe side
        }
        return switch (rule.value()) {
            case ANYONE, SIGNED -> true;
            case MEMBER ->
                callers.behind(request).map(who -> admit(who, rule)).orElseGet(() -> turnAway(request, response));
            case TEAM ->
                callers.behind(request)
                        .map(who -> admit(who, rule) && hold(who, rule))
                        .orElseGet(() -> turnAway(request, response));
            case STAFF ->
                callers.behind(request)
                        .map(who -> admit(who, rule) && hold(who, rule) && prove(who, rule))
                        .orElseGet(() -> turnAway(request, response));
        };
    }

    private static boolean admit(SignedIn who, Access rule) {
        who.member().active();
        if (!who.carries(rule.scope())) {
            throw AccessRefused.scopeMissing(rule.scope());
        }
        return true;
    }

    private static boolean hold(SignedIn who, Access rule) {
        if (!who.caller().holds(rule.needs())) {
            throw AccessRefused.rightMissing();
        }
        return true;
    }

    private boolean prove(SignedIn who, Access rule) {
        if (!who.member().secondFactor()) {
            throw AccessRefused.secondFactorNeeded();
        }
        staffGrants.used(who.caller().id(), rule.needs());
        return true;
    }

    /** A program gets the problem, a person the page on which to sign in, and from there the way back. */
    private static boolean turnAway(HttpServletRequest request, HttpServletResponse response) {
        if (isForPrograms(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            throw AccessRefused.notSignedIn();
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                HttpHeaders.LOCATION,
                "/log-in" + wayBack(request).map(path -> "?then=" + path).orElse(""));
        return false;
    }

    static boolean isForPrograms(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    /** The address that was asked for, if following a link leads there again; never one that a browser would read as another host. */
    private static Optional<String> wayBack(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!request.getMethod().equals("GET") || !path.matches("/(?![/\\\\]).*")) {
            return Optional.empty();
        }
        String query = request.getQueryString();
        return Optional.of(URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8));
    }
}
