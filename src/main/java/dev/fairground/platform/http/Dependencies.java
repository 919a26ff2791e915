package dev.fairground.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Everybody outside whom this instance needs. Each instance finds out by itself who is failing; nobody asks another about it. */
@Component
public class Dependencies {

    private final Clock clock;
    private final MeterRegistry meters;
    private final List<Dependency> all = new CopyOnWriteArrayList<>();

    Dependencies(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    /** One more, by the name that it has in messages to operators and as a label of its metrics; {@code lines} calls at once. */
    public Dependency on(String name, int lines) {
        var dependency = new Dependency(name, lines, clock, meters);
        all.add(dependency);
        return dependency;
    }

    /** Forgets what has failed: each is called again at once. */
    public void forgive() {
        all.forEach(Dependency::forgive);
    }
}
