package dev.fairground.platform.ratelimit;

import dev.fairground.platform.ratelimit.RateLimits.Ask;
import dev.fairground.platform.ratelimit.RateLimits.Taken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds each request to the policies of its handler, and each member's changing request to the general one. It runs after the access
 * guard: whoever is not let in uses nothing up of those who are.
 */
@Component
class RateLimitInterceptor implements HandlerInterceptor {

    /** For every changing request of a member, whatever else limits it. */
    static final String GENERAL = "write";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final RateLimits limits;
    private final RateLimitSettings settings;

    RateLimitInterceptor(RateLimits limits, RateLimitSettings settings) {
        this.limits = limits;
        this.settings = settings;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // The second dispatch, which answers an error, is not a second request.
        if (handler instanceof HandlerMethod method && request.getDispatcherType() == DispatcherType.REQUEST) {
            var asks = policies(method, request).stream()
                    .map(policy -> new Ask(policy, subject(policy, request)))
                    .toList();
            if (!asks.isEmpty()) {
                var all = limits.tryTake(asks);
                tell(all, response);
                if (!all.getLast().allowed()) {
                    throw RateRefused.tooOften(all.getLast().untilNext());
                }
            }
        }
        return true;
    }

    private static List<String> policies(HandlerMethod method, HttpServletRequest request) {
        var policies = new ArrayList<String>();
        var own = method.getMethodAnnotation(RateLimited.class);
        if (own != null) {
            policies.addAll(List.of(own.value()));
        }
        if (!SAFE.contains(request.getMethod()) && request.getUserPrincipal() != null) {
            policies.add(GENERAL);
        }
        return policies;
    }

    private String subject(String policy, HttpServletRequest request) {
        return switch (settings.policy(policy).by()) {
            case ADDRESS -> address(request);
            case MEMBER -> {
                var member = request.getUserPrincipal();
                yield member == null ? address(request) : "member " + member.getName();
            }
            case SYSTEM -> "system";
            case ACCOUNT -> throw new IllegalStateException(policy + " is taken in code");
        };
    }

    private static String address(HttpServletRequest request) {
        return "address " + RateLimits.line(request.getRemoteAddr());
    }

    /** In the words of the IETF's draft: what the policies are (quota, window), and what of each is left until when. */
    private static void tell(List<Taken> all, HttpServletResponse response) {
        response.setHeader(
                "RateLimit-Policy",
                all.stream()
                        .map(taken -> "\"%s\";q=%d;w=%d"
                                .formatted(
                                        taken.name(),
                                        taken.policy().limit(),
                                        seconds(taken.policy().per())))
                        .collect(Collectors.joining(", ")));
        response.setHeader(
                "RateLimit",
                all.stream()
                        .map(taken -> "\"%s\";r=%d;t=%d"
                                .formatted(
                                        taken.name(),
                                        taken.left(),
                                        seconds(taken.allowed() ? taken.untilFull() : taken.untilNext())))
                        .collect(Collectors.joining(", ")));
    }

    private static long seconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
