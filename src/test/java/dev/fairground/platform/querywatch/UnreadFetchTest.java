package dev.fairground.platform.querywatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import watched.Lending;

/** What comes along with its owner and is read by nobody. */
class UnreadFetchTest {

    private static final List<UnreadFetch> FOUND = new CopyOnWriteArrayList<>();
    private static final QueryWatch WATCH = Watching.telling(new SimpleMeterRegistry(), new NPlusOneListener() {
        @Override
        public void found(NPlusOne finding) {
            // not what is looked at here
        }

        @Override
        public void found(UnreadFetch fetch) {
            FOUND.add(fetch);
        }
    });
    private static Lending lending;

    @BeforeAll
    static void furnish() {
        var source = new DriverManagerDataSource(TestDatabase.empty(), "postgres", "");
        lending = new Lending(Watching.watched(source), WatchedFactories::watch);
    }

    @AfterAll
    static void leave() {
        lending.close();
    }

    @Test
    void a_reference_that_is_joined_and_not_read_is_told_with_its_rows() {
        assertThat(unread(Lending::titlesWithBorrowersJoined)).singleElement().satisfies(fetch -> {
            assertThat(fetch.association()).isEqualTo("Loan.borrower");
            assertThat(fetch.rows()).isEqualTo(3);
            assertThat(fetch.toString()).contains("Make it lazy");
        });
    }

    @Test
    void a_collection_that_is_joined_and_not_read_is_told() {
        assertThat(unread(Lending::namesWithLoansJoined))
                .extracting(UnreadFetch::association)
                .containsExactly("Borrower.loans");
    }

    @Test
    void one_look_at_one_row_is_enough() {
        assertThat(unread(Lending::borrowersJoinedAndOneRead)).isEmpty();
        assertThat(unread(Lending::loansJoinedAndRead)).isEmpty();
    }

    @Test
    void what_is_lazy_or_was_there_already_is_nobodys_fetch() {
        assertThat(unread(Lending::lazy)).isEmpty();
        assertThat(unread(Lending::thereAlready)).isEmpty();
    }

    @Test
    void a_watched_entity_is_changed_and_saved_like_any_other() {
        assertThat(unread(Lending::changeAll)).isEmpty();
        assertThat(lending.titles()).allMatch("changed"::equals);
    }

    private static List<UnreadFetch> unread(Consumer<Lending> work) {
        FOUND.clear();
        WATCH.unit("unit " + work.hashCode(), () -> work.accept(lending));
        return List.copyOf(FOUND);
    }
}
