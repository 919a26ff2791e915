package dev.fairground.access;

import dev.fairground.platform.web.CalledVersion;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the calls of each version of the API by client, so that it is known who has to move before a version ends. */
class CountApiCalls extends OncePerRequestFilter {

    /** Each is a time series, and members name their clients; whoever comes later is counted together. */
    static final int CLIENTS = 100;

    private final MeterRegistry meters;
    private final Set<String> clients = ConcurrentHashMap.newKeySet();

    CountApiCalls(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CalledVersion.of(request)
                .ifPresent(
                        version -> meters.counter("api.calls", "version", String.valueOf(version), "client", client())
                                .increment());
        chain.doFilter(request, response);
    }

    private String client() {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        return caller instanceof TokenAuthentication token ? bounded(token.client()) : "none";
    }

    /** Two at the door at once may both get in; a bound that is exact to a few is bound enough. */
    String bounded(String client) {
        if (clients.size() < CLIENTS) {
            clients.add(client);
        }
        return clients.contains(client) ? client : "other";
    }
}
