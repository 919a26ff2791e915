package dev.fairground.platform.querywatch;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
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
            watch.<Boolean, Exception>unit(new Asked(request), () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException passedOn) {
            throw passedOn;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    /** What is asked for, without what was typed. */
    record Asked(HttpServletRequest request) implements Unit.Subject {

        /** More is nobody's filter. */
        private static final int NAMES = 20;

        @Override
        public String name() {
            Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            return request.getMethod() + " " + (route == null ? "(no route)" : route);
        }

        /** From the address alone: the body may be unread, and is the handler's to read. */
        @Override
        public String inputs() {
            String query = request.getQueryString();
            return query == null
                    ? ""
                    : Stream.of(query.split("&"))
                            .limit(NAMES)
                            .map(Asked::redacted)
                            .collect(joining("&", "?", ""));
        }

        /** A name is the caller's too, so one that no program would choose is not repeated. */
        private static String redacted(String pair) {
            var parts = Map.entry(pair.replaceFirst("=.*", ""), pair.replaceFirst("^[^=]*=?", ""));
            String name = parts.getKey().matches("[A-Za-z][\\w.\\[\\]-]{0,39}") ? parts.getKey() : "(odd name)";
            String value = parts.getValue();
            return name + "=" + (value.matches("-?\\d+") ? "number" : "text[" + value.length() + "]");
        }
    }
}
