package dev.fairground.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** The catalog's desk: hands out the current {@link CategoryTree}. */
@Component
public class Catalog {

    /** How long an edit made on another instance may stay unseen. One look at a one-row table per instance in this time costs nothing. */
    private static final Duration UNSEEN_AT_MOST = Duration.ofSeconds(10);

    private final CategoryStore categories;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Snapshot current;

    Catalog(CategoryStore categories, Clock clock) {
        this.categories = categories;
        this.clock = clock;
        this.current = new Snapshot(categories.load(), clock.instant());
    }

    /** The tree as of at most ten seconds ago. Callers that ask more than one question keep the tree they were given. */
    public CategoryTree tree() {
        if (isDue() && refreshing.tryLock()) {
            try {
                if (isDue()) refresh(); // one caller looks; the others go on with the tree at hand
            } finally {
                refreshing.unlock();
            }
        }
        return current.tree();
    }

    private boolean isDue() {
        return current.checkedAt().plus(UNSEEN_AT_MOST).isBefore(clock.instant());
    }

    private void refresh() {
        CategoryTree tree = current.tree();
        current = new Snapshot(categories.version() == tree.version() ? tree : categories.load(), clock.instant());
    }

    private record Snapshot(CategoryTree tree, Instant checkedAt) {}
}
