package dev.fairground.platform.database;

import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.work.Deadline;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Gives each request its deadline, and ends those that are past it. Outside of everything that may throw, so that the answer is known as late
 * where it is made. Probes are no requests: they ask on the workers' connections, and answer while all those of requests are taken.
 */
@Order(RequestDeadlines.OUTSIDE_OF_FAULTS)
@Shows("res-request-deadline")
final class RequestDeadlines extends OncePerRequestFilter implements SmartLifecycle {

    /** Just inside the trace, so that what is said here carries its id. */
    static final int OUTSIDE_OF_FAULTS = Ordered.HIGHEST_PRECEDENCE + 11;

    private static final Duration LOOK = Duration.ofMillis(100);
    /** Decoding fails where a path is malformed, and this is outside of what answers that. */
    private static final PathContainer.Options AS_IT_STANDS = PathContainer.Options.create('/', false);

    private static final Set<String> PROBES = Set.of("/livez", "/readyz");

    private final Set<RequestInHand> inHand = ConcurrentHashMap.newKeySet();
    private final Duration usual;
    private final List<Map.Entry<PathPattern, Duration>> others;
    private volatile boolean isRunning;

    RequestDeadlines(DatabaseSettings settings) {
        this.usual = settings.deadline();
        this.others = settings.deadlines().entrySet().stream()
                .map(other -> Map.entry(PathPatternParser.defaultInstance.parse(other.getKey()), other.getValue()))
                .toList();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PROBES.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var patience = patience(request);
        var one = new RequestInHand(patience);
        inHand.add(one);
        try {
            Deadline.<Boolean, Exception>in(
                    patience,
                    () -> one.during(() -> {
                        chain.doFilter(request, response);
                        return true;
                    }));
        } catch (ServletException | IOException | RuntimeException passedOn) {
            throw passedOn;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        } finally {
            inHand.remove(one);
            one.end();
        }
    }

    private Duration patience(HttpServletRequest request) {
        if (others.isEmpty()) return usual;
        var path = PathContainer.parsePath(request.getRequestURI(), AS_IT_STANDS);
        for (var other : others) {
            if (other.getKey().matches(path)) return other.getValue();
        }
        return usual;
    }

    @Override
    public void start() {
        isRunning = true;
        var _ = Thread.ofPlatform().daemon().name("request-deadlines").start(this::watch);
    }

    @Override
    public void stop() {
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private void watch() {
        while (isRunning) {
            long now = System.nanoTime();
            for (var one : inHand) {
                if (one.isDue(now)) {
                    // Each by itself: a cancellation has to reach the server, and one that hangs must not keep the
                    // others.
                    var _ = Thread.ofVirtual().name("late-request").start(() -> one.look(now));
                }
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
