package watched;

import static watched.Case.repeats;
import static watched.World.shelves;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Writing with plain JDBC, one row at a time. */
final class WritesOneByOne {

    private WritesOneByOne() {}

    static Stream<Case> cases() {
        return Stream.of(
                        repeats(
                                "an insert for each",
                                world -> shelves()
                                        .forEach(id -> world.template.update(
                                                "insert into handle (name) values (?)", "new " + id))),
                        repeats(
                                "an insert for each, which gives back its key",
                                world -> shelves()
                                        .forEach(id -> world.jdbc
                                                .sql("insert into numbered (title) values (?)")
                                                .param("title " + id)
                                                .update(new GeneratedKeyHolder(), "id"))),
                        repeats(
                                "an insert for each, by returning",
                                world -> shelves()
                                        .forEach(id -> world.jdbc
                                                .sql("insert into numbered (title) values (?) returning id")
                                                .param("title " + id)
                                                .query(Long.class)
                                                .single())),
                        repeats(
                                "the same row inserted for each",
                                world -> shelves()
                                        .forEach(id -> world.template.update(
                                                "insert into shelf_label (shelf_id, label) values (1, 'new')"))),
                        repeats(
                                "an update for each",
                                world -> shelves()
                                        .forEach(id -> world.template.update(
                                                "update book set title = ? where id = ?", "new " + id, id))),
                        repeats(
                                "a delete for each",
                                world -> shelves()
                                        .forEach(
                                                id -> world.template.update("delete from card where book_id = ?", id))),
                        repeats(
                                "an upsert for each",
                                world -> shelves()
                                        .forEach(id -> world.template.update(
                                                "insert into setting (name, value) values (?, 'on') on conflict (name) do update set value = excluded.value",
                                                "switch " + id))),
                        repeats(
                                "a sum raised step by step",
                                world -> shelves()
                                        .forEach(id -> world.template.update(
                                                "update book set version = version + 1 where id = 1"))),
                        repeats(
                                "a look and an update for each",
                                world -> shelves().forEach(id -> {
                                    Integer version = world.template.queryForObject(
                                            "select version from book where id = ?", Integer.class, id);
                                    world.template.update("update book set version = ? where id = ?", version, id);
                                })),
                        repeats(
                                "a batch of one for each",
                                world -> shelves()
                                        .forEach(id -> world.template.batchUpdate(
                                                "update book set title = ? where id = ?",
                                                List.<Object[]>of(new Object[] {"new", id})))),
                        repeats(
                                "an update of a list of one for each",
                                world -> shelves()
                                        .forEach(id -> world.jdbc
                                                .sql("update book set title = 'new' where id in (:ids)")
                                                .param("ids", List.of(id))
                                                .update())),
                        repeats(
                                "rows copied one by one into another table",
                                world -> shelves()
                                        .forEach(id -> world.template.update(
                                                "insert into y2024 (id) select id from book where id = ?", id))))
                .map(WritesOneByOne::undone);
    }

    private static Case undone(Case one) {
        return new Case(
                one.name(),
                one.verdict(),
                one.why(),
                world -> world.undone(() -> {
                    try {
                        one.work().in(world);
                    } catch (Exception broken) {
                        throw new IllegalStateException(broken);
                    }
                }));
    }
}
