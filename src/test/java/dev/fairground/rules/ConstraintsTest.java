package dev.fairground.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.errors.ProblemCatalogue;
import dev.fairground.platform.errors.Reason;
import dev.fairground.testing.Documents;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SoundWorld;
import dev.fairground.testing.TestDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every named constraint of the schema refuses what it is there to refuse; and what a caller can trip has a reason in the catalogue.
 * One that no line of {@code constraints-tripped.txt} trips fails here, as does one that is neither a reason's nor in
 * {@code constraints-internal.txt}.
 */
@FairgroundTest
@Proves({"db-check-constraints", "err-exception-mapping"})
class ConstraintsTest {

    private static final DataSource FILLED = filled();
    private static final JdbcTemplate DATABASE = new JdbcTemplate(FILLED);
    private static final TransactionTemplate TRANSACTION = new TransactionTemplate(new JdbcTransactionManager(FILLED));
    private static final Map<String, Constraint> CONSTRAINTS =
            Constraint.in(DATABASE).stream().collect(Collectors.toMap(Constraint::id, Function.identity()));

    @Autowired
    ProblemCatalogue catalogue;

    static Stream<Violation> violations() {
        return Violation.all().stream();
    }

    @ParameterizedTest
    @MethodSource("violations")
    void a_row_that_breaks_a_rule_is_refused_by_the_rules_name(Violation violation) {
        assertThat(refusedBy(violation, "")).contains(violation.reported());
    }

    /** The twin of the above: it is this constraint that refuses, and no other of the same name. */
    @ParameterizedTest
    @MethodSource("violations")
    void without_the_constraint_nothing_refuses_by_that_name(Violation violation) {
        var constraint = Objects.requireNonNull(CONSTRAINTS.get(violation.id()), () -> "There is no " + violation.id());
        assertThat(refusedBy(violation, constraint.drop())).isNotEqualTo(Optional.of(violation.reported()));
    }

    @Test
    void every_constraint_is_tripped() {
        assertThat(untripped(CONSTRAINTS.values().stream())).isEmpty();
    }

    @Test
    void a_constraint_that_nobody_trips_is_found() {
        var scratch = new JdbcTemplate(new DriverManagerDataSource(TestDatabase.empty(), "postgres", ""));
        scratch.execute("""
                create schema twin;
                create table twin.thing (id int constraint thing_positive check (id > 0), other int);
                create unique index thing_once on twin.thing (other) where id > 1;
                create function twin.never() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
                create trigger thing_never before delete on twin.thing for each row execute function twin.never();
                """);
        assertThat(untripped(Constraint.in(scratch).stream()))
                .containsExactly("twin.thing.thing_never", "twin.thing.thing_once", "twin.thing.thing_positive");
    }

    @Test
    void every_constraint_has_a_reason_or_is_out_of_callers_reach() {
        var internal = OutOfReach.all();
        Set<OutOfReach> unused = new HashSet<>(internal);
        var held = held();
        var unexplained = CONSTRAINTS.values().stream()
                .filter(constraint -> !held.contains(constraint.name()))
                .filter(constraint -> {
                    var covering = internal.stream()
                            .filter(line -> line.covers(constraint.id()))
                            .toList();
                    unused.removeAll(covering);
                    return covering.isEmpty();
                })
                .map(Constraint::id)
                .sorted();
        assertThat(unexplained).isEmpty();
        assertThat(unused).as("lines that cover nothing").isEmpty();
    }

    @Test
    void every_reason_names_constraints_that_exist() {
        var known = CONSTRAINTS.values().stream().map(Constraint::name).collect(Collectors.toSet());
        known.addAll(DATABASE.queryForList("select conname from pg_constraint where contype = 'p'", String.class));
        assertThat(known).containsAll(held());
    }

    private Set<String> held() {
        return catalogue.all().stream()
                .map(Reason::constraints)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    private static List<String> untripped(Stream<Constraint> constraints) {
        var tripped = violations().map(Violation::id).collect(Collectors.toSet());
        return constraints
                .map(Constraint::id)
                .filter(id -> !tripped.contains(id))
                .sorted()
                .toList();
    }

    private static Optional<String> refusedBy(Violation violation, String first) {
        try {
            TRANSACTION.executeWithoutResult(status -> {
                status.setRollbackOnly();
                DATABASE.execute(first);
                DATABASE.execute(violation.statement());
                DATABASE.execute("set constraints all immediate");
            });
            return Optional.empty();
        } catch (DataAccessException refused) {
            assertThat(refused.getMostSpecificCause()).isInstanceOf(PSQLException.class);
            return Optional.ofNullable(((PSQLException) refused.getMostSpecificCause()).getServerErrorMessage())
                    .map(ServerErrorMessage::getConstraint);
        }
    }

    private static DataSource filled() {
        String url = TestDatabase.copy();
        SoundWorld.fill(url);
        return new SingleConnectionDataSource(url, "postgres", "", true);
    }

    /** A line of the list of constraints that no caller can trip: one of them, or all of a table, and why. */
    private record OutOfReach(String what, String why) {

        static List<OutOfReach> all() {
            return Documents.read(Documents.repository().resolve("src/test/resources/constraints-internal.txt"))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 2))
                    .map(parts -> new OutOfReach(parts[0].strip(), parts[1].strip()))
                    .peek(line -> assertThat(line.why()).as(line.what()).hasSizeGreaterThan(15))
                    .toList();
        }

        boolean covers(String constraint) {
            return constraint.equals(what) || constraint.startsWith(what + '.');
        }
    }
}
