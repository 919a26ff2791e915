package dev.fairground.platform.querywatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.querywatch.QueryWatchSettings.Mode;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.servlet.HandlerMapping;
import watched.Library;

/** The watch at work on a foreign application's data source: what it finds, what it lets pass, and whose statements it counts. */
@Proves("perf-n-plus-one-detector")
class QueryWatchTest {

    private static Library library;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<NPlusOne> found = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final Map<String, Integer> statements = new ConcurrentHashMap<>();
    private AllowList allowed = AllowList.EMPTY;

    @BeforeAll
    static void furnish() {
        var source = new DriverManagerDataSource(TestDatabase.empty(), "postgres", "");
        Library.furnish(source);
        library = new Library(WatchedDataSources.watched(source));
    }

    @AfterAll
    static void leave() {
        library.close();
    }

    @Test
    void a_lazy_load_in_a_loop_is_found_with_its_line() {
        assertThat(foundIn(Library::lazyLoads)).singleElement().satisfies(finding -> {
            assertThat(finding.callSite())
                    .startsWith("watched.Shelf.size(Shelf.java:")
                    .contains(" < watched.Library.lazyLoads(Library.java:");
            assertThat(finding.runs()).isEqualTo(3);
            assertThat(finding.unit()).isEqualTo("a unit");
            assertThat(finding.sql()).contains(" from book ").endsWith("=?");
            assertThat(finding.parameters()).isEqualTo("(Long)");
            assertThat(finding.remedy()).contains("join fetch");
        });
    }

    @Test
    void a_derived_query_in_a_loop_is_found() {
        assertThat(foundIn(Library::derivedQueries))
                .singleElement()
                .satisfies(finding -> assertThat(finding.callSite()).startsWith("watched.Library.derivedQueries("));
    }

    @Test
    void plain_jdbc_in_a_loop_is_found_with_the_finder_and_the_loop() {
        assertThat(foundIn(Library::plainJdbc))
                .singleElement()
                .satisfies(finding -> assertThat(finding.callSite())
                        .startsWith("watched.Library.books(")
                        .contains(" < watched.Library.plainJdbc("));
    }

    @Test
    void values_written_into_the_text_hide_nothing() {
        assertThat(foundIn(Library::concatenated)).hasSize(1);
    }

    @Test
    void single_inserts_in_a_loop_are_found_and_a_batch_is_named_as_the_cure() {
        assertThat(foundIn(Library::singleInserts))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("batch"));
    }

    @Test
    void one_key_that_differs_beside_a_list_that_does_not_is_found() {
        assertThat(foundIn(Library::oneKeyBesideTheSameList)).hasSize(1);
    }

    @Test
    void what_only_looks_like_it_is_let_pass() {
        for (Consumer<Library> lookAlike : List.<Consumer<Library>>of(
                Library::joinFetch,
                Library::batchedInserts,
                Library::keysInChunks,
                Library::derivedQueriesInPairs,
                Library::sameAgainAfterAFailure,
                Library::fromTwoLines,
                Library::pages)) {
            assertThat(foundIn(lookAlike)).isEmpty();
        }
    }

    @Test
    void a_batch_counts_as_one_statement() {
        watch(Mode.COUNT, 2).unit("batch", library::batchedInserts);
        assertThat(statements).containsEntry("batch", 2);
    }

    @Test
    void below_the_threshold_nothing_is_found() {
        watch(Mode.LOG, 3).unit("two of the three have a known line", library::plainJdbc);
        assertThat(found).isEmpty();
    }

    @Test
    void the_strict_mode_stops_the_second_run_and_names_the_line() {
        var watch = watch(Mode.RAISE, 2);
        assertThatThrownBy(() -> watch.unit("strict", library::plainJdbc))
                .hasMessageContaining("N+1 in strict: 2 runs")
                .hasMessageContaining("watched.Library.plainJdbc(Library.java:");
        assertThat(statements).containsEntry("strict", 2);
    }

    @Test
    void what_is_allowed_by_site_or_by_statement_is_let_pass_and_nothing_else() {
        var finding = foundIn(Library::plainJdbc).getFirst();
        var forEver = LocalDate.of(2100, 1, 1);
        allowed = new AllowList(List.of(new AllowList.Entry(null, "watched.Library.plainJdbc", "known", forEver)));
        assertThat(foundIn(Library::plainJdbc)).isEmpty();
        allowed = new AllowList(List.of(new AllowList.Entry(finding.statement(), null, "known", forEver)));
        assertThat(foundIn(Library::plainJdbc)).isEmpty();
        allowed = new AllowList(
                List.of(new AllowList.Entry(finding.statement(), "watched.Library.pages", "no", forEver)));
        assertThat(foundIn(Library::plainJdbc)).hasSize(1);
    }

    @Test
    void each_finding_is_counted_every_time_and_told_once() {
        var watch = watch(Mode.LOG, 2);
        watch.unit("twice", library::plainJdbc);
        watch.unit("twice", library::plainJdbc);
        assertThat(found).hasSize(1);
        assertThat(meters.get("n_plus_one").tag("unit", "twice").counter().count())
                .isEqualTo(2);
        var summary = meters.get("querywatch.statements").tag("unit", "twice").summary();
        assertThat(summary.count()).isEqualTo(2);
        assertThat(summary.totalAmount()).isEqualTo(6);
    }

    @Test
    void counting_tells_nobody_and_off_counts_nothing() {
        watch(Mode.COUNT, 2).unit("counted", library::plainJdbc);
        assertThat(found).isEmpty();
        assertThat(meters.get("n_plus_one").counter().count()).isEqualTo(1);
        watch(Mode.OFF, 2).unit("off", library::plainJdbc);
        assertThat(statements).containsOnlyKeys("counted");
    }

    @Test
    void a_unit_inside_another_has_its_own_count_and_the_outer_goes_on_after_it() {
        var watch = watch(Mode.LOG, 2);
        watch.unit("outer", () -> {
            library.oneBookOf(1);
            watch.unit("inner", () -> library.oneBookOf(2));
            library.oneBookOf(1);
        });
        assertThat(statements).containsEntry("outer", 2).containsEntry("inner", 1);
        assertThat(found).isEmpty();
    }

    @Test
    void a_thread_that_a_unit_starts_is_not_in_it() throws InterruptedException {
        var watch = watch(Mode.LOG, 2);
        watch.unit("parent", () -> {
            var child = Thread.ofVirtual().start(library::plainJdbc);
            try {
                child.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        assertThat(statements).containsEntry("parent", 0);
        assertThat(found).isEmpty();
    }

    enum Kind {
        PLATFORM(Thread.ofPlatform().factory()),
        VIRTUAL(Thread.ofVirtual().factory());

        private final ThreadFactory factory;

        Kind(ThreadFactory factory) {
            this.factory = factory;
        }
    }

    /** Two units take turns statement by statement. If they shared a count, each would find an N+1 in the sum. */
    @ParameterizedTest
    @EnumSource
    void two_interleaved_units_do_not_mix(Kind kind) throws Exception {
        var watch = watch(Mode.LOG, 21);
        var turn = new CyclicBarrier(2);
        var failures = new ConcurrentLinkedQueue<Exception>();
        try (var threads = Executors.newFixedThreadPool(2, kind.factory)) {
            for (long shelf : List.of(1L, 2L)) {
                threads.execute(() -> watch.unit("unit " + shelf, () -> {
                    try {
                        for (int i = 0; i < 20; i++) {
                            turn.await(10, TimeUnit.SECONDS);
                            library.oneBookOf(shelf);
                        }
                    } catch (Exception failed) {
                        failures.add(failed);
                    }
                }));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(statements).containsEntry("unit 1", 20).containsEntry("unit 2", 20);
        assertThat(found).isEmpty();
    }

    /** A scoped value is handed to what a scope forks; a test cannot fork without a preview, so it binds the unit by hand. */
    @Test
    void a_unit_counts_for_its_own_thread_alone() throws InterruptedException {
        var unit = new Unit(
                new RequestUnits.Asked(new org.springframework.mock.web.MockHttpServletRequest("GET", "/")),
                Watching.settings(Mode.LOG, 2),
                new CallSites(Watching.settings(Mode.LOG, 2)),
                AllowList.EMPTY,
                true);
        assertThat(unit.belongsTo(Thread.currentThread())).isTrue();
        var other = Thread.ofVirtual().start(() -> {});
        other.join();
        assertThat(unit.belongsTo(other)).isFalse();
    }

    @Test
    void what_is_found_says_who_asked_for_what_under_which_trace_and_no_value() {
        var request = new org.springframework.mock.web.MockHttpServletRequest("GET", "/books");
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/books");
        request.setQueryString("category=secret&limit=24&%3Cscript%3E=1");
        try (var _ = MDC.putCloseable("user", "ada");
                var _ = MDC.putCloseable("traceId", "4bf92f")) {
            watch(Mode.LOG, 2).unit(new RequestUnits.Asked(request), () -> {
                library.plainJdbc();
                return true;
            });
        }
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.unit()).isEqualTo("GET /books");
            assertThat(finding.inputs()).isEqualTo("?category=text[6]&limit=number&(odd name)=number");
            assertThat(finding.user()).isEqualTo("ada");
            assertThat(finding.trace()).isEqualTo("4bf92f");
            assertThat(finding.toString()).contains("user ada, trace 4bf92f").doesNotContain("secret", "script");
        });
    }

    @Test
    void the_port_hears_of_a_place_the_first_the_tenth_and_the_hundredth_time() {
        var watch = watch(Mode.LOG, 2);
        for (int i = 0; i < 110; i++) {
            watch.unit("busy", library::plainJdbc);
        }
        assertThat(found).extracting(NPlusOne::times).containsExactly(1L, 10L, 100L);
        assertThat(meters.get("n_plus_one").counter().count()).isEqualTo(110);
    }

    @Test
    void outside_of_the_sample_statements_are_counted_and_repeats_are_not_looked_for() {
        var settings = new QueryWatchSettings(Mode.LOG, 2, 0, List.of("watched"), List.of(), false, "user", "traceId");
        new QueryWatch(settings, allowed, meters, List.of(found::add), List.of(statements::put))
                .unit("outside", library::plainJdbc);
        assertThat(statements).containsEntry("outside", 3);
        assertThat(found).isEmpty();
    }

    @Test
    void a_task_handed_to_an_executor_is_a_unit_of_its_own() {
        new TaskUnits(watch(Mode.LOG, 2)).decorate(library::plainJdbc).run();
        assertThat(found).singleElement().returns("task", NPlusOne::unit);
    }

    private List<NPlusOne> foundIn(Consumer<Library> work) {
        found.clear();
        watch(Mode.LOG, 2).unit("a unit", () -> work.accept(library));
        return List.copyOf(found);
    }

    private QueryWatch watch(Mode mode, int threshold) {
        return new QueryWatch(
                Watching.settings(mode, threshold), allowed, meters, List.of(found::add), List.of(statements::put));
    }
}
