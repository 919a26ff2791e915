package watched;

import static watched.Case.repeats;
import static watched.World.shelves;

import java.io.PrintWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Reading with plain JDBC, one thing at a time. */
final class SelectsOneByOne {

    private static final PrintWriter LOG = new PrintWriter(Writer.nullWriter());

    private SelectsOneByOne() {}

    static Stream<Case> cases() {
        return Stream.of(
                repeats("a finder called in a loop", world -> shelves().forEach(world::titles)),
                repeats("a template asked in a loop", world -> {
                    for (long id : shelves()) {
                        world.template.queryForObject("select name from shelf where id = ?", String.class, id);
                    }
                }),
                repeats("the key written into the text", world -> {
                    for (long id : shelves()) {
                        world.template.queryForList("select title from book where shelf_id = " + id, String.class);
                    }
                }),
                repeats("one prepared statement, run for each key", SelectsOneByOne::preparedOnce),
                repeats(
                        "a finder in a stream",
                        world -> shelves().stream()
                                .map(world::titles)
                                .filter(List::isEmpty)
                                .forEach(_ -> {})),
                repeats(
                        "a lazy stream pulled to its end",
                        world -> Stream.iterate(1L, id -> id < 24, id -> id + 1)
                                .map(world::titles)
                                .forEach(_ -> {})),
                repeats(
                        "a row mapper that asks again",
                        world -> world.template.query("select id from shelf", row -> {
                            world.titles(row.getLong("id"));
                        })),
                repeats("a tree walked down by recursion", world -> walkDown(world, 1)),
                repeats("a path walked up from parent to parent", SelectsOneByOne::walkUp),
                repeats(
                        "each element checked to exist",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select exists (select from shelf where id = ?)")
                                        .param(id)
                                        .query(Boolean.class)
                                        .single())),
                repeats(
                        "a count for each row",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select count(*) from book where shelf_id = :id and title like 'book %'")
                                        .param("id", id)
                                        .query(Long.class)
                                        .single())),
                repeats(
                        "the latest of each",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql(
                                                "select title from book where shelf_id = ? order by bought_on desc limit 1")
                                        .param(id)
                                        .query(String.class)
                                        .optional())),
                repeats(
                        "the first three of each",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select title from book where shelf_id = ? order by title limit 3")
                                        .param(id)
                                        .query(String.class)
                                        .list())),
                repeats(
                        "the first few of each, how many being a parameter",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select title from book where shelf_id = ? order by title limit ?")
                                        .params(id, 2)
                                        .query(String.class)
                                        .list())),
                repeats(
                        "what was valid on a day, for each",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql(
                                                "select amount from price where book_id = ? and valid_from <= ? order by valid_from desc limit 1")
                                        .params(id, LocalDate.of(2026, 5, 1))
                                        .query(Long.class)
                                        .optional())),
                repeats(
                        "what was valid on each one's own day",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select max(amount) from price where valid_from <= ?")
                                        .param(LocalDate.of(2026, 1, 1).plusDays(id))
                                        .query(Long.class)
                                        .optional())),
                repeats(
                        "one key beside the list of what the caller may see",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select title from book where shelf_id = any(:mine) and id = :id")
                                        .param("mine", new Long[] {1L, 2L, 3L})
                                        .param("id", id)
                                        .query(String.class)
                                        .list())),
                repeats(
                        "a list of one",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select title from book where shelf_id in (:ids)")
                                        .param("ids", List.of(id))
                                        .query(String.class)
                                        .list())),
                repeats(
                        "an array of one",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select title from book where shelf_id = any(:ids)")
                                        .param("ids", new Long[] {id})
                                        .query(String.class)
                                        .list())),
                repeats(
                        "a fixed list and another key each time",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql(
                                                "select title from book where shelf_id = ? and title in ('book 1', 'book 2')")
                                        .param(id)
                                        .query(String.class)
                                        .list())),
                repeats(
                        "a range of each one's own",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select title from book where shelf_id = ? and bought_on between ? and ?")
                                        .params(id, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 1))
                                        .query(String.class)
                                        .list())),
                repeats("a walk by single rows", SelectsOneByOne::walkByRows),
                repeats("a setting read again in each turn", world -> {
                    for (int i = 0; i < 24; i++) {
                        world.template.queryForObject(
                                "select value from setting where name = 'currency'", String.class);
                    }
                }),
                repeats("few customers of many orders, each read for each order", world -> {
                    for (long order = 0; order < 24; order++) {
                        world.titles(1 + order % 3);
                    }
                }),
                repeats("the total counted anew for each page", world -> {
                    for (int page = 0; page < 24; page++) {
                        world.template.queryForObject("select count(*) from book", Long.class);
                        world.template.queryForList(
                                "select id from book order by id limit 3 offset ?", Long.class, page * 3);
                    }
                }),
                repeats("a loop in a loop", world -> {
                    for (long room = 1; room <= 3; room++) {
                        for (long id : world.template.queryForList(
                                "select id from shelf where room_id = ?", Long.class, room)) {
                            world.titles(id);
                        }
                    }
                }),
                repeats(
                        "a comment with a trace in each statement",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("/* trace='" + id + "' */ select title from book where shelf_id = ?")
                                        .param(id)
                                        .query(String.class)
                                        .list())),
                repeats(
                        "a function of the database called for each",
                        world -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select upper(title) from book where id = ?")
                                        .param(id)
                                        .query(String.class)
                                        .single())),
                repeats("several kinds of rows, each with a handler of its own", SelectsOneByOne::handlers),
                repeats(
                        "a comparison that reads",
                        world -> new ArrayList<>(shelves())
                                .sort(Comparator.comparing(
                                        id -> world.titles(id).toString()))),
                repeats(
                        "a log line that reads",
                        world -> shelves()
                                .forEach(id -> LOG.println(new Object() {
                                    @Override
                                    public String toString() {
                                        return world.titles(id).toString();
                                    }
                                }))),
                repeats(
                        "futures that run where they are made",
                        world -> shelves()
                                .forEach(id -> CompletableFuture.supplyAsync(() -> world.titles(id), Runnable::run)
                                        .join())),
                repeats("a field of a graph, resolved for each node", world -> {
                    Map<String, LongConsumer> fields = Map.of("titles", world::titles);
                    shelves().forEach(id -> fields.forEach((_, resolve) -> resolve.accept(id)));
                }),
                repeats(
                        "each row locked by itself",
                        world -> world.undone(() -> shelves()
                                .forEach(id -> world.jdbc
                                        .sql("select id from book where id = ? for update")
                                        .param(id)
                                        .query(Long.class)
                                        .single()))),
                repeats(
                        "the details of each on a page of ids",
                        world -> world.template
                                .queryForList("select id from shelf order by id limit 24", Long.class)
                                .forEach(world::titles)));
    }

    private static void preparedOnce(World world) throws SQLException {
        try (Connection connection = world.source.getConnection();
                var statement = connection.prepareStatement("select title from book where shelf_id = ?")) {
            for (long id : shelves()) {
                statement.setLong(1, id);
                statement.executeQuery().close();
            }
        }
    }

    private static void walkDown(World world, long id) {
        world.jdbc
                .sql("select id from category where parent_id = ?")
                .param(id)
                .query(Long.class)
                .list()
                .forEach(child -> walkDown(world, child));
    }

    private static void walkUp(World world) {
        for (long leaf : List.of(24L, 23L, 22L, 21L)) {
            Long at = leaf;
            while (at != null) {
                at = world.template.queryForObject("select parent_id from category where id = ?", Long.class, at);
            }
        }
    }

    private static void walkByRows(World world) {
        RowCallbackHandler nothing = _ -> {};
        for (long after = 0; after < 24; after++) {
            world.template.query("select title from book where id > ? order by id limit 1", nothing, after);
        }
    }

    private static void handlers(World world) {
        List<LongConsumer> handlers = List.of(world::titles, id -> world.titles(id), id -> world.titles(-id));
        for (int turn = 0; turn < 3; turn++) {
            for (long id : shelves()) {
                handlers.get((int) id % 3).accept(100L * turn + id);
            }
        }
    }
}
