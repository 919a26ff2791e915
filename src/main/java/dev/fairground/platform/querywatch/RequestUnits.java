package dev.fairground.platform.querywatch;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Makes each request a unit of work, named by its route and never by its path, of which there are too many. */
@Order(RequestUnits.BEFORE_SECURITY)
final class RequestUnits extends OncePerRequestFilter {

    /** Who asks is read from the database as well, so it counts; traces begin earlier, so that warnings carry their id. */
    static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 20;

    private final QueryWatch watch;

    RequestUnits(QueryWatch watch) {
        this.watch = watch;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            watch.<Boolean, Exception>unit(() -> nameOf(request), () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException passedOn) {
            throw passedOn;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private static String nameOf(HttpServletRequest request) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + " " + (route == null ? "(no route)" : route);
    }
}
