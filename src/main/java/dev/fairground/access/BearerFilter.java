package dev.fairground.access;

import dev.fairground.platform.web.BeforeDispatch;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the bearer token of an API request. Malformed, unknown, taken back and expired ones get one and the same answer, so that trying
 * teaches nothing. A token sent along must hold even where none is needed: its sender believes to be signed in.
 */
class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final TokenStore tokens;
    private final Clock clock;

    BearerFilter(TokenStore tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Guard.isForPrograms(request) || request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ApiToken> token;
        try {
            token = read(request.getHeader(HttpHeaders.AUTHORIZATION), clock.instant());
        } catch (RuntimeException databaseAway) {
            BeforeDispatch.refuse(request, response, databaseAway);
            return;
        }
        if (token.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            BeforeDispatch.refuse(request, response, AccessRefused.badToken());
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(new TokenAuthentication(token.get())));
        chain.doFilter(request, response);
    }

    private Optional<ApiToken> read(String header, Instant now) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var text = new TokenText(header.substring(SCHEME.length()).strip());
        return tokens.use(text, now);
    }
}
