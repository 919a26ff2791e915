package watched;

import static watched.Case.letPass;
import static watched.Case.takenForRepeats;
import static watched.World.shelves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import watched.Stock.Single;

/** Cases that look the same to the database whether they are a mistake or not. They are no part of precision and recall. */
final class CannotTell {

    private CannotTell() {}

    static Stream<Case> cases() {
        return Stream.of(
                takenForRepeats(
                        "waiting for another's change",
                        "whether somebody else is at work: then @ExpectRepeats",
                        world -> {
                            for (int look = 0; look < 12; look++) {
                                world.template.queryForObject("select state from task where id = 1", String.class);
                            }
                        }),
                takenForRepeats(
                        "looking for a free name",
                        "whether it ends after one or two as a rule: then @ExpectRepeats",
                        world -> {
                            for (int name = 1; name < 12; name++) {
                                world.template.queryForList(
                                        "select name from handle where name = ?", String.class, "stall-" + name);
                            }
                        }),
                takenForRepeats(
                        "a count for each of a fixed few kinds",
                        "whether the kinds will ever be many; one group by does it as well",
                        world -> List.of("OPEN", "DONE", "FAILED", "A", "B", "C", "D", "E", "F", "G", "H", "I")
                                .forEach(state -> world.template.queryForObject(
                                        "select count(*) from task where state = ?", Long.class, state))),
                takenForRepeats(
                        "each item in a transaction of its own",
                        "whether one bad item must not stop the others: then a unit for each",
                        world -> shelves().forEach(id -> world.committed(() -> world.titles(id)))),
                takenForRepeats(
                        "a cache filled key by key",
                        "whether all keys are known beforehand; the second time it costs nothing",
                        world -> {
                            Map<Long, Object> cache = new ConcurrentHashMap<>();
                            shelves().forEach(id -> cache.computeIfAbsent(id, world::titles));
                        }),
                letPass(
                        "a sum for each day",
                        "whether the rows of all days fit into memory, or are only summed up",
                        world -> {
                            for (int day = 0; day < 24; day++) {
                                world.template.queryForObject(
                                        "select count(*) from book where bought_on >= ? and bought_on < ?",
                                        Long.class,
                                        LocalDate.of(2026, 1, 1).plusDays(day),
                                        LocalDate.of(2026, 1, 2).plusDays(day));
                            }
                        }),
                letPass(
                        "numbers taken one at a time",
                        "by how much the sequence is raised",
                        world -> world.entitiesInBatches(
                                entities -> shelves().forEach(_ -> entities.persist(new Single())))),
                letPass(
                        "a thread for each row",
                        "that the threads do one thing together: no unit crosses threads",
                        world -> {
                            List<Thread> threads = new ArrayList<>();
                            shelves()
                                    .forEach(
                                            id -> threads.add(Thread.ofVirtual().start(() -> world.titles(id))));
                            for (Thread thread : threads) {
                                thread.join();
                            }
                        }),
                letPass("a table for each year", "that the names stand for one thing", world -> {
                    for (int year = 2024; year <= 2026; year++) {
                        world.template.queryForObject("select count(*) from y" + year, Long.class);
                    }
                }),
                letPass(
                        "a setting read again after each write",
                        "that what was written cannot change the setting",
                        world -> world.undone(() -> {
                            for (long id : List.of(1L, 2L)) {
                                world.template.queryForObject(
                                        "select value from setting where name = 'currency'", String.class);
                                world.template.update(
                                        "update book set version = 1 where id between ? and ?", id, id + 1);
                            }
                            world.template.queryForObject(
                                    "select value from setting where name = 'currency'", String.class);
                        })),
                letPass(
                        "a document of one in each insert",
                        "what is in the document",
                        world -> world.undone(() -> shelves()
                                .forEach(id -> world.template.update(
                                        "insert into y2024 (id) select id from jsonb_to_recordset(?::jsonb) as n (id bigint)",
                                        "[{\"id\":" + id + "}]")))),
                letPass(
                        "updates that find nothing to do",
                        "whether they lost against others or were one by one",
                        world -> shelves()
                                .forEach(
                                        id -> world.template.update("update book set version = 1 where id = ?", -id))));
    }
}
