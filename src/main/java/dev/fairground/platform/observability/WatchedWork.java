package dev.fairground.platform.observability;

import dev.fairground.platform.querywatch.QueryWatch;
import dev.fairground.platform.work.Around;
import dev.fairground.platform.work.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes a unit of each piece of work that nobody requested, so that an N+1 in a job or a listener is found as one in a request is, and gives
 * it a name that the database sees.
 */
@Component
class WatchedWork implements Around {

    private final QueryWatch watch;

    WatchedWork(QueryWatch watch) {
        this.watch = watch;
    }

    @Override
    public <T extends @Nullable Object, X extends Throwable> T each(String name, ScopedValue.CallableOp<T, X> work)
            throws X {
        return Work.named(name, () -> watch.unit(() -> name, work));
    }
}
