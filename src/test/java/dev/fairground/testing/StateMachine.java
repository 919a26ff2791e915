package dev.fairground.testing;

import dev.fairground.platform.errors.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * The states of a table's rows, as the constraints have them and as the code has them. A state is told as words: {@code state=PAID} for a
 * column that holds one of some words, and the column's name for one that is filled and else null.
 *
 * <p>One committed row is the model. Each try changes it in a transaction that is rolled back, so it can be of any state that is at rest.
 */
public final class StateMachine {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final String table;
    private final UUID row;
    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final Map<String, Object> fillings = new LinkedHashMap<>();
    private final List<Consumer<UUID>> steps = new ArrayList<>();

    /** @param row the model's id */
    public StateMachine(JdbcClient jdbc, TransactionOperations transaction, String table, Object row) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.table = table;
        this.row = UUID.fromString(row.toString());
    }

    /** A column that always holds a word, tried with each of these. */
    public StateMachine word(String column, Enum<?>... values) {
        words.put(column, Stream.of(values).map(Enum::name).toList());
        return this;
    }

    /** Likewise, for words that are no names of Java's. */
    public StateMachine word(String column, String... values) {
        words.put(column, List.of(values));
        return this;
    }

    /** Columns of moments, tried empty and filled. */
    public StateMachine moments(String... columns) {
        for (var column : columns) {
            filled(column, SettableClock.START.plus(Duration.ofHours(1)).toString());
        }
        return this;
    }

    /** A column of anything else, tried empty and with {@code value}. */
    public StateMachine filled(String column, Object value) {
        fillings.put(column, value);
        return this;
    }

    /** Something that the code may do to a row, with all that the code asks before; a refusal by name is no step. */
    public StateMachine step(Consumer<UUID> step) {
        steps.add(step);
        return this;
    }

    /** All states that the database takes, of all that can be made of the columns. */
    public Set<SortedSet<String>> kept() {
        return everyState().stream().filter(this::isKept).collect(Collectors.toSet());
    }

    /** All states that follow from this one, by every step of the code. A step that the database refuses is thrown. */
    public Set<SortedSet<String>> reached(String... born) {
        return closure(new TreeSet<>(List.of(born)), state -> steps.stream().map(step -> after(state, step)));
    }

    /** {@code start}, what follows it, what follows that, and so on. */
    public static Set<SortedSet<String>> closure(
            SortedSet<String> start, Function<SortedSet<String>, Stream<SortedSet<String>>> next) {
        var reached = new HashSet<SortedSet<String>>();
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            var state = open.remove();
            if (reached.add(state)) {
                next.apply(state).forEach(open::add);
            }
        }
        return reached;
    }

    private List<SortedSet<String>> everyState() {
        List<SortedSet<String>> states = List.of(new TreeSet<>());
        for (var column : words.entrySet()) {
            states = states.stream()
                    .flatMap(state -> column.getValue().stream().map(word -> with(state, column.getKey() + "=" + word)))
                    .toList();
        }
        for (var column : fillings.keySet()) {
            states = states.stream()
                    .flatMap(state -> Stream.of(state, with(state, column)))
                    .toList();
        }
        return states;
    }

    private static SortedSet<String> with(SortedSet<String> state, String mark) {
        var more = new TreeSet<>(state);
        more.add(mark);
        return more;
    }

    private boolean isKept(SortedSet<String> state) {
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                become(state);
            });
            return true;
        } catch (DataIntegrityViolationException refused) {
            return false;
        }
    }

    private SortedSet<String> after(SortedSet<String> state, Consumer<UUID> step) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            become(state);
            try {
                step.accept(row);
            } catch (Refusal refused) {
                return state;
            }
            return read();
        }));
    }

    private void become(SortedSet<String> state) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        words.forEach((column, all) -> values.put(
                column,
                all.stream()
                        .filter(word -> state.contains(column + "=" + word))
                        .findFirst()
                        .orElseThrow()));
        fillings.forEach((column, value) -> values.put(column, state.contains(column) ? value : null));
        jdbc.sql(
                        "update %1$s set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$s, cast(:values as jsonb))) where id = :row"
                                .formatted(table, String.join(", ", values.keySet())))
                .param("values", JSON.writeValueAsString(values))
                .param("row", row)
                .update();
    }

    private SortedSet<String> read() {
        var found = jdbc.sql("select * from " + table + " where id = :row")
                .param("row", row)
                .query()
                .singleRow();
        var state = new TreeSet<String>();
        words.keySet().forEach(column -> state.add(column + "=" + found.get(column)));
        fillings.keySet().stream().filter(column -> found.get(column) != null).forEach(state::add);
        return state;
    }
}
