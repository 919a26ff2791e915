package dev.fairground.platform.web;

import dev.fairground.platform.practices.Shows;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Brings what a filter or a template threw to the one advice while the trace is still open, so that it is logged once and under the id that
 * the answer quotes. Left to the container it would be logged twice, the first time under no id.
 */
@Component
@Shows("err-no-internal-leak")
@Order(Ordered.HIGHEST_PRECEDENCE + 12)
class FaultsOutside extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException fault) {
            if (response.isCommitted()) {
                throw fault; // half an answer is out: only the container can break it off
            }
            startOver(response);
            boolean wrapped = fault instanceof ServletException;
            BeforeDispatch.refuse(
                    request, response, wrapped && fault.getCause() instanceof Exception cause ? cause : fault);
        }
    }

    /** Takes back what a template has begun, its choice of a writer included, and keeps the headers that every answer carries. */
    private static void startOver(HttpServletResponse response) {
        var headers = response.getHeaderNames().stream()
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> List.copyOf(response.getHeaders(name))));
        response.reset();
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
}
