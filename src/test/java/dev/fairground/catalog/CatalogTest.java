package dev.fairground.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two instances over one database, each with its own copy of the tree. */
@Proves("perf-category-tree-in-ram")
class CatalogTest {

    private static final Duration LONGEST_UNSEEN = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock();
    private final Counting database = new Counting();
    private final Catalog here = new Catalog(new CategoryStore(JdbcClient.create(database)), clock);
    private final Catalog there = new Catalog(new CategoryStore(JdbcClient.create(database)), clock);
    private final CategoryId chairs = bySlug(here.tree(), "chairs").id();

    @Test
    void browsing_asks_the_database_nothing() {
        database.asked.set(0);

        for (int i = 0; i < 1000; i++) {
            var tree = here.tree();
            for (Category category : tree.all()) {
                tree.path(category.id());
                tree.children(category.id());
                tree.isWithin(category.id(), chairs);
            }
        }

        assertThat(database.asked).hasValue(0);
    }

    @Test
    void an_edit_reaches_every_instance_in_ten_seconds_as_one_new_version() {
        var before = there.tree();
        edit("Seats");
        assertThat(there.tree()).isSameAs(before);

        clock.advance(LONGEST_UNSEEN.plusMillis(1));

        for (var catalog : new Catalog[] {here, there}) {
            assertThat(catalog.tree().find(chairs).orElseThrow().name()).isEqualTo("Seats");
            assertThat(catalog.tree().version()).isGreaterThan(before.version());
        }
        // Who was handed the old tree goes on with all of it.
        assertThat(before.find(chairs).orElseThrow().name()).isEqualTo("Chairs");
    }

    @Test
    void where_nothing_was_edited_an_instance_looks_once_and_keeps_its_tree() {
        var before = here.tree();
        clock.advance(LONGEST_UNSEEN.plusMillis(1));
        database.asked.set(0);

        for (int i = 0; i < 100; i++) {
            assertThat(here.tree()).isSameAs(before);
        }

        assertThat(database.asked).hasValue(1);
    }

    @Test
    void of_twenty_callers_one_looks_and_none_gets_half_a_tree() throws Exception {
        edit("Seats");
        clock.advance(LONGEST_UNSEEN.plusMillis(1));
        int size = here.tree().all().size();
        clock.advance(LONGEST_UNSEEN.plusMillis(1));
        database.asked.set(0);

        try (var threads = Executors.newFixedThreadPool(20)) {
            var seen = threads.invokeAll(Stream.<Callable<CategoryTree>>generate(() -> here::tree)
                    .limit(200)
                    .toList());
            for (var tree : seen) {
                assertThat(tree.get().all()).hasSize(size);
            }
        }

        assertThat(database.asked).hasValue(1);
    }

    private void edit(String name) {
        JdbcClient.create(database)
                .sql("update catalog.category set name = :name where id = :id")
                .param("name", name)
                .param("id", chairs.value())
                .update();
    }

    private static Category bySlug(CategoryTree tree, String slug) {
        return tree.all().stream()
                .filter(category -> category.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** Without a pool and without a transaction, each statement takes a connection of its own. */
    private static final class Counting extends DriverManagerDataSource {

        private final AtomicInteger asked = new AtomicInteger();

        Counting() {
            super(TestDatabase.copy());
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            return super.getConnection();
        }
    }
}
