package watched;

import static watched.Case.harmless;
import static watched.World.shelves;

import dev.fairground.platform.querywatch.ExpectRepeats;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many statements for very many rows: each does a good piece of the work. */
final class PiecesAndPages {

    private PiecesAndPages() {}

    static Stream<Case> cases() {
        return Stream.of(
                harmless(
                        "one statement for all keys",
                        world -> world.jdbc
                                .sql("select title from book where shelf_id = any(:ids)")
                                .param("ids", shelves().toArray(Long[]::new))
                                .query(String.class)
                                .list()),
                harmless(
                        "arrays of five, the last of four",
                        world -> fives().forEach(ids -> world.jdbc
                                .sql("select title from book where shelf_id = any(:ids)")
                                .param("ids", ids.toArray(Long[]::new))
                                .query(String.class)
                                .list())),
                harmless(
                        "lists of five, and one left over",
                        world -> Stream.concat(fives().stream(), Stream.of(List.of(99L)))
                                .forEach(ids -> world.jdbc
                                        .sql("select title from book where shelf_id in (:ids)")
                                        .param("ids", ids)
                                        .query(String.class)
                                        .list())),
                harmless(
                        "lists of five beside the same owner",
                        world -> Stream.concat(fives().stream(), Stream.of(List.of(99L)))
                                .forEach(ids -> world.jdbc
                                        .sql("select s.name from shelf s where s.room_id = :room and s.id in (:ids)")
                                        .param("room", 1)
                                        .param("ids", ids)
                                        .query(String.class)
                                        .list())),
                harmless(
                        "lists written into the text",
                        world -> fives().forEach(ids -> world.template.queryForList(
                                "select title from book where shelf_id in ("
                                        + ids.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")",
                                String.class))),
                harmless("a walk by id", world -> {
                    for (long after = 0; after < 72; after += 6) {
                        world.template.queryForList(
                                "select id from book where id > ? order by id limit 6", Long.class, after);
                    }
                }),
                harmless("a walk by id within one room, the size a parameter", world -> {
                    for (long after = 0; after < 24; after += 2) {
                        world.template.queryForList(
                                "select id from shelf where room_id = ? and id > ? order by id limit ?",
                                Long.class,
                                1,
                                after,
                                2);
                    }
                }),
                harmless("a walk by two columns", world -> {
                    for (int day = 0; day < 72; day += 6) {
                        world.template.queryForList(
                                "select id from book where (bought_on, id) > (?, ?) order by bought_on, id fetch first 6 rows only",
                                Long.class,
                                LocalDate.of(2026, 1, 1).plusDays(day),
                                day);
                    }
                }),
                harmless("a walk by two columns, spelled out", world -> {
                    for (int day = 0; day < 72; day += 6) {
                        var date = LocalDate.of(2026, 1, 1).plusDays(day);
                        world.template.queryForList(
                                "select id from book where bought_on > ? or (bought_on = ? and id > ?) order by bought_on, id limit 6",
                                Long.class,
                                date,
                                date,
                                day);
                    }
                }),
                harmless("a walk by bounds written into the text", world -> {
                    for (int after = 0; after < 72; after += 6) {
                        world.template.queryForList(
                                "select id from book where id > " + after + " order by id limit 6", Long.class);
                    }
                }),
                harmless("pages by offset", world -> {
                    for (int page = 0; page < 12; page++) {
                        world.template.queryForList(
                                "select id from book order by id limit 6 offset ?", Long.class, page * 6);
                    }
                }),
                harmless("stretches of ids", world -> {
                    for (int from = 1; from < 72; from += 6) {
                        world.template.queryForList(
                                "select id from book where id between ? and ?", Long.class, from, from + 5);
                    }
                }),
                harmless("stretches of time", world -> {
                    for (var day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusMonths(1)) {
                        world.template.queryForList(
                                "select id from book where bought_on >= ? and bought_on < ?",
                                Long.class,
                                day,
                                day.plusMonths(1));
                    }
                }),
                harmless(
                        "stretches updated",
                        world -> world.undone(() -> {
                            for (int from = 1; from < 72; from += 6) {
                                world.template.update(
                                        "update book set version = 1 where id >= ? and id < ?", from, from + 6);
                            }
                        })),
                harmless(
                        "a batch",
                        world -> world.undone(() ->
                                world.template.batchUpdate("update book set title = ? where id = ?", rows(shelves())))),
                harmless(
                        "batches",
                        world -> world.undone(() -> fives().forEach(ids ->
                                world.template.batchUpdate("update book set title = ? where id = ?", rows(ids))))),
                harmless(
                        "a bulk job: read by id, write in batches",
                        world -> world.undone(() -> {
                            for (long after = 0; after < 72; after += 6) {
                                var ids = world.template.queryForList(
                                        "select id from book where id > ? order by id limit 6", Long.class, after);
                                world.template.batchUpdate("update book set title = ? where id = ?", rows(ids));
                            }
                        })),
                harmless(
                        "several rows in one insert",
                        world -> world.undone(() -> {
                            for (int turn = 0; turn < 12; turn++) {
                                world.template.update(
                                        "insert into handle (name) values (?), (?)", "one " + turn, "two " + turn);
                            }
                            world.template.update("insert into handle (name) values (?)", "the last");
                        })),
                harmless(
                        "arrays in one insert",
                        world -> world.undone(() -> fives().forEach(ids -> world.jdbc
                                .sql("insert into y2024 (id) select * from unnest(:ids)")
                                .param("ids", ids.toArray(Long[]::new))
                                .update()))),
                harmless(
                        "a document in one insert",
                        world -> world.undone(() -> fives().forEach(ids -> world.template.update(
                                "insert into y2024 (id) select id from jsonb_to_recordset(?::jsonb) as n (id bigint)",
                                ids.stream()
                                        .map(id -> "{\"id\":" + id + "}")
                                        .collect(Collectors.joining(",", "[", "]")))))),
                harmless(
                        "deleted in pieces until none is left",
                        world -> world.undone(() -> {
                            int gone;
                            do {
                                gone = world.template.update(
                                        "delete from price where ctid in (select ctid from price limit 6)");
                            } while (gone > 0);
                        })),
                harmless("a tree by levels", PiecesAndPages::byLevels),
                harmless(
                        "ids first, rows then",
                        world -> world.jdbc
                                .sql("select name from shelf where id in (:ids)")
                                .param(
                                        "ids",
                                        world.template.queryForList(
                                                "select id from shelf order by id limit 10", Long.class))
                                .query(String.class)
                                .list()),
                harmless(
                        "a cursor",
                        world -> world.undone(() -> {
                            try (var rows =
                                    world.jdbc.sql("select id from book").withFetchSize(5).query(Long.class).stream()) {
                                rows.forEach(_ -> {});
                            }
                        })),
                harmless("a cache warmed by one statement", world -> {
                    var cache = new ConcurrentHashMap<Object, Object>();
                    world.template.query("select id, name from shelf", row -> {
                        cache.put(row.getLong(1), row.getString(2));
                    });
                    shelves().forEach(cache::get);
                }),
                harmless(
                        "a cache warmed in pieces",
                        world -> fives().forEach(ids -> world.jdbc
                                .sql("select id, name from shelf where id in (:ids)")
                                .param("ids", ids)
                                .query()
                                .listOfRows())),
                harmless("a cache that loads once what is asked for often", world -> {
                    Map<Long, Object> cache = new ConcurrentHashMap<>();
                    shelves().forEach(_ -> cache.computeIfAbsent(1L, world::titles));
                }),
                harmless(
                        "a few kinds of numbers, a statement for each kind",
                        world -> List.of(
                                        "select count(*) from book",
                                        "select count(*) from shelf",
                                        "select count(*) from room",
                                        "select count(*) from card")
                                .forEach(sql -> world.template.queryForObject(sql, Long.class))),
                harmless("one by one on purpose, and the code says why", PiecesAndPages::onPurpose));
    }

    private static List<List<Long>> fives() {
        var all = shelves();
        List<List<Long>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 5) {
            pieces.add(all.subList(from, Math.min(all.size(), from + 5)));
        }
        return pieces;
    }

    private static List<Object[]> rows(List<?> ids) {
        return ids.stream()
                .map(id -> new Object[] {"new " + id, Long.valueOf(String.valueOf(id))})
                .toList();
    }

    private static void byLevels(World world) {
        List<?> level = List.of(1L);
        while (!level.isEmpty()) {
            level = world.jdbc
                    .sql("select id from category where parent_id in (:parents)")
                    .param("parents", level)
                    .query(Long.class)
                    .list();
        }
    }

    @ExpectRepeats("each shelf is handed on before the next is read, as there may be millions")
    private static void onPurpose(World world) {
        shelves().forEach(world::titles);
    }
}
