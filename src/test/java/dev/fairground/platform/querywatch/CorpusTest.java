package dev.fairground.platform.querywatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import watched.Case;
import watched.Corpus;
import watched.World;

/** The watch at its strictest over every labelled way to use a database. */
class CorpusTest {

    private static final List<NPlusOne> FOUND = new ArrayList<>();
    private static final QueryWatch WATCH = Watching.telling(new SimpleMeterRegistry(), FOUND::add);
    private static World world;

    @BeforeAll
    static void furnish() {
        var source = new DriverManagerDataSource(TestDatabase.empty(), "postgres", "");
        World.furnish(source);
        world = new World(Watching.watched(source), WATCH);
    }

    @AfterAll
    static void leave() {
        world.close();
    }

    static List<Case> cases() {
        return Corpus.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Proves("perf-n-plus-one-detector")
    void what_a_reader_would_find_is_found_and_nothing_else(Case one) throws Exception {
        FOUND.clear();
        WATCH.<Boolean, Exception>unit(one::name, () -> {
            one.work().in(world);
            return true;
        });
        assertThat(FOUND.isEmpty()).as(() -> one.verdict() + ": " + FOUND).isNotEqualTo(one.isFound());
    }

    @Test
    void there_are_many_of_both_kinds_and_what_cannot_be_told_says_why() {
        assertThat(cases()).extracting(Case::name).doesNotHaveDuplicates();
        assertThat(cases().stream().filter(Case::isDecided).filter(Case::isFound))
                .hasSizeGreaterThan(60);
        assertThat(cases().stream().filter(Case::isDecided).filter(one -> !one.isFound()))
                .hasSizeGreaterThan(60);
        assertThat(cases().stream().filter(one -> !one.isDecided()))
                .allSatisfy(one -> assertThat(one.why()).hasSizeGreaterThan(15));
    }
}
