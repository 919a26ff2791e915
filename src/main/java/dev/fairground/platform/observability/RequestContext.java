package dev.fairground.platform.observability;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts user and route on every log line of a request as soon as they are known, and gives every answer the id under which its lines are
 * found. What never changes (release, environment, roles) stands in the settings of the log instead.
 */
@Component
@Order(RequestContext.INSIDE_THE_TRACE)
class RequestContext extends OncePerRequestFilter {

    /** The framework opens the trace one step after the very first filter. */
    static final int INSIDE_THE_TRACE = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final String HEADER = "X-Trace-Id";
    private static final String TRACE = "traceId";
    private static final String USER = "user";
    private static final String ROUTE = "route";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            doFilterAfterTheTrace(request, response, chain);
            return;
        }
        String trace = MDC.get(TRACE);
        if (trace != null) {
            response.setHeader(HEADER, trace);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(USER);
            MDC.remove(ROUTE);
        }
    }

    /** The container asks for the answer to a fault when the request's trace has ended; the answer still names it. */
    private static void doFilterAfterTheTrace(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var _ = MDC.putCloseable(TRACE, response.getHeader(HEADER))) {
            chain.doFilter(request, response);
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** Runs when the security chain has found out who asks and the dispatcher which handler answers. */
    private static final class Known implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (MDC.get(ROUTE) != null) {
                return true; // on the way to the answer for a fault: the first route is the one to know
            }
            MDC.put(
                    ROUTE,
                    request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && !(authentication instanceof AnonymousAuthenticationToken)) {
                MDC.put(USER, authentication.getName());
            }
            return true;
        }
    }

    /** Before every other interceptor, so that a denial's lines carry them too. */
    @Configuration(proxyBeanMethods = false)
    static class AtTheRim implements WebMvcConfigurer {

        @Override
        public void addInterceptors(InterceptorRegistry interceptors) {
            interceptors.addInterceptor(new Known()).order(Ordered.HIGHEST_PRECEDENCE);
        }
    }
}
