package dev.fairground.development;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started. At the end of this process, by whichever way, it is stopped in the opposite order, so that nothing loses its ground. */
public final class Running {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    public Running() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    public synchronized <T extends AutoCloseable> T and(T next) {
        started.push(next);
        return next;
    }

    private synchronized void stop() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception failed) {
                System.err.println("Did not stop in order: " + failed);
            }
        }
        // An initdb or pg_ctl that was under way.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }
}
