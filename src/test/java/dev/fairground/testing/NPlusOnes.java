package dev.fairground.testing;

import static java.util.stream.Collectors.joining;

import dev.fairground.platform.querywatch.NPlusOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test in which a job or a listener ran into an N+1. A request that does so fails by itself; a batch sets the bad item aside, and
 * the outbox tries again later, so that a test which does not look at the outcome would pass.
 */
public final class NPlusOnes implements AfterEachCallback {

    private static final Queue<NPlusOne> FOUND = new ConcurrentLinkedQueue<>();

    static void found(NPlusOne finding) {
        if (finding.unit().startsWith("job ") || finding.unit().startsWith("delivery ")) {
            FOUND.add(finding);
        }
    }

    /** What was found since the last look, for a test that provokes it. */
    public static List<NPlusOne> taken() {
        var taken = new ArrayList<NPlusOne>();
        for (var next = FOUND.poll(); next != null; next = FOUND.poll()) {
            taken.add(next);
        }
        return taken;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        var unexpected = taken();
        if (!unexpected.isEmpty()) {
            throw new AssertionError(unexpected.stream().map(NPlusOne::toString).collect(joining("\n")));
        }
    }
}
