package dev.fairground.platform.outbox;

import dev.fairground.platform.work.Around;
import dev.fairground.platform.work.Cause;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.GitProperties;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Takes down who published and in which trace, and puts a delivery back into that context: trace, logging keys, and nobody signed in. */
@Component
class Origins {

    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;
    private final String release;
    private final Around around;

    Origins(
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator,
            ObjectProvider<GitProperties> git,
            Around around) {
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
        this.propagator = propagator.getIfAvailable(() -> Propagator.NOOP);
        this.around = around;
        GitProperties known = git.getIfAvailable();
        this.release = known == null ? "unknown" : String.valueOf(known.getShortCommitId());
    }

    Origin current() {
        Map<String, String> carrier = new HashMap<>();
        var trace = tracer.currentTraceContext().context();
        if (trace != null) {
            propagator.inject(trace, carrier, (map, name, value) -> carrier.put(name, value));
        }
        // What a listener publishes has the cause of what it heard: after a rollback, too, it is the bad release's
        // doing.
        return Cause.current()
                .map(cause -> new Origin(carrier.get(TRACEPARENT), cause.actor(), cause.release()))
                .orElseGet(() -> new Origin(carrier.get(TRACEPARENT), actor(), release));
    }

    /** Runs {@code work} in the delivery's own context and leaves the thread's as it was. */
    <T> T within(Delivery delivery, Supplier<T> work) {
        var mdc = MDC.getCopyOfContextMap();
        var security = SecurityContextHolder.getContext();
        Map<String, String> carrier =
                delivery.traceparent() == null ? Map.of() : Map.of(TRACEPARENT, delivery.traceparent());
        Span span = propagator
                .extract(carrier, Map::get)
                .name("deliver " + delivery.listener())
                .kind(Span.Kind.CONSUMER)
                .start();
        SecurityContextHolder.clearContext();
        try (var _ = tracer.withSpan(span)) {
            MDC.put("listener", delivery.listener());
            MDC.put("event", delivery.eventId().toString());
            MDC.put("user", delivery.actor());
            return new Cause(delivery.eventId(), delivery.listener(), delivery.actor(), delivery.release())
                    .during(() -> around.each("delivery " + delivery.listener(), work::get));
        } finally {
            span.end();
            SecurityContextHolder.setContext(security);
            if (mdc == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(mdc);
            }
        }
    }

    static String actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || authentication instanceof AnonymousAuthenticationToken
                ? "system"
                : "member/" + authentication.getName();
    }
}
