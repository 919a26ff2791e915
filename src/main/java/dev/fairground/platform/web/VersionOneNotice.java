package dev.fairground.platform.web;

import dev.fairground.platform.practices.Shows;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says in every answer of version 1, refusals included, that it is deprecated (RFC 9745), when it ends (RFC 8594), where that is explained
 * and which address replaces this one. Nobody reads announcements; programs' logs are read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@Shows("api-sunset")
class VersionOneNotice extends OncePerRequestFilter {

    /** What a link header can repeat without harm; whoever sends more is led to the top of version 2. */
    private static final Pattern PLAIN = Pattern.compile("/api/v1/([A-Za-z0-9/_:.-]*)");

    private final VersionOneSettings settings;

    VersionOneNotice(VersionOneSettings settings) {
        this.settings = settings;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return CalledVersion.of(request).orElse(0) != 1;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Deprecation", "@" + settings.deprecated().getEpochSecond());
        response.setDateHeader("Sunset", settings.sunset().toEpochMilli());
        response.addHeader("Link", "</problems/version-gone>; rel=\"deprecation\"; type=\"text/html\"");
        response.addHeader("Link", "<" + successor(request) + ">; rel=\"successor-version\"");
        chain.doFilter(request, response);
    }

    private static String successor(HttpServletRequest request) {
        var path = PLAIN.matcher(request.getRequestURI());
        return path.matches() ? "/api/v2/" + path.group(1) : "/openapi/v2.json";
    }
}
