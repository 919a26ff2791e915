package watched;

import static watched.Case.harmless;
import static watched.World.shelves;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;

/** The same statement again, because something has changed or must be somebody else's. */
final class AgainForAReason {

    private AgainForAReason() {}

    static Stream<Case> cases() {
        return Stream.of(
                harmless("tried again after a failure", world -> {
                    for (int attempt = 0; attempt < 12; attempt++) {
                        world.titles(1);
                        failing(world, "update book set version = 1 / 0 where id = ?", 1);
                    }
                }),
                harmless("another name after each that is taken", world -> {
                    for (int attempt = 1; attempt <= 5; attempt++) {
                        failing(world, "insert into handle (name) values (?)", "stall-" + attempt);
                    }
                }),
                harmless("another name after each that is taken, without failing", world -> {
                    for (int attempt = 1; attempt <= 5; attempt++) {
                        world.template.update(
                                "insert into handle (name) values (?) on conflict do nothing", "stall-" + attempt);
                    }
                }),
                harmless("a change that loses against others, read and tried again", world -> {
                    for (int attempt = 0; attempt < 12; attempt++) {
                        world.template.queryForObject("select version from book where id = 1", Integer.class);
                        world.template.update("update book set version = 1 where id = ? and version = ?", 1, -1);
                    }
                }),
                harmless(
                        "read again after each change of one's own",
                        world -> world.undone(() -> {
                            for (int turn = 0; turn < 12; turn++) {
                                world.template.queryForList("select name from handle", String.class);
                                world.template.batchUpdate(
                                        "insert into handle (name) values (?)",
                                        List.of(new Object[] {"a" + turn}, new Object[] {"b" + turn}));
                            }
                        })),
                harmless(
                        "work claimed until there is none",
                        world -> world.undone(() -> {
                            int claimed;
                            do {
                                claimed = world.template.update("""
                                update task set state = 'DONE'
                                 where id = (select id from task where state = 'OPEN' order by id limit 1 for update skip locked)
                                """);
                            } while (claimed > 0);
                        })),
                harmless(
                        "work looked for with a lock, again and again",
                        world -> world.undone(() -> {
                            for (int turn = 0; turn < 12; turn++) {
                                world.template.queryForList(
                                        "select id from task where state = 'OPEN' order by id limit 5 for update skip locked",
                                        Long.class);
                            }
                        })),
                harmless("numbers taken in blocks", world -> {
                    for (int block = 0; block < 12; block++) {
                        world.template.queryForObject("select nextval('pooled_seq')", Long.class);
                    }
                }),
                harmless(
                        "a setting of the session in each step",
                        world -> world.undone(() -> {
                            for (int step = 0; step < 12; step++) {
                                world.template.queryForObject(
                                        "select set_config('app.step', ?, true)", String.class, String.valueOf(step));
                            }
                        })),
                harmless(
                        "a time limit for each step",
                        world -> world.undone(() -> {
                            for (int step = 1; step < 12; step++) {
                                world.template.execute("set local statement_timeout = " + step * 1000);
                            }
                        })),
                harmless(
                        "the same question to the schema of each tenant",
                        world -> world.undone(() -> {
                            for (int tenant = 0; tenant < 12; tenant++) {
                                world.template.execute("set local search_path = public");
                                world.template.queryForObject("select count(*) from book", Long.class);
                            }
                        })),
                harmless(
                        "a table made for each month",
                        world -> world.undone(() -> {
                            for (int month = 1; month <= 12; month++) {
                                world.template.execute("create table month_" + month + " (id bigint)");
                            }
                        })),
                harmless(
                        "a savepoint around each step",
                        world -> world.undone(() -> {
                            for (int step = 0; step < 12; step++) {
                                world.template.execute("savepoint step");
                                world.template.execute("release savepoint step");
                            }
                        })),
                harmless(
                        "two accounts locked in order, by two calls",
                        world -> world.undone(() -> {
                            lock(world, 1);
                            lock(world, 2);
                        })),
                harmless(
                        "two accounts locked in order, on one line",
                        world -> world.undone(() -> {
                            List.of(lock(world, 1), lock(world, 2), lock(world, 3));
                        })),
                harmless("who asks, looked up by filter, controller and use case", world -> {
                    asFilter(world);
                    asController(world);
                    asUseCase(world);
                }),
                harmless(
                        "found or made, then read",
                        world -> world.undone(() -> {
                            world.template.queryForList("select name from handle where name = ?", String.class, "new");
                            world.template.update("insert into handle (name) values (?) on conflict do nothing", "new");
                            world.template.queryForList("select name from handle where name = ?", String.class, "new");
                        })),
                harmless(
                        "a lock, then the look that it protects",
                        world -> world.undone(() -> {
                            world.template.queryForList("select pg_advisory_xact_lock(?)", 1L);
                            world.titles(1);
                        })),
                harmless(
                        "items of a job, each a unit of its own",
                        world -> shelves().forEach(id -> world.watch.unit("an item", () -> world.titles(id)))),
                harmless("a thread for each of several independent tasks", AgainForAReason::threads));
    }

    /** Each thread is another's work, such as that of a server. */
    private static void threads(World world) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (long id : List.of(1L, 2L, 3L)) {
            threads.add(Thread.ofVirtual().start(() -> world.watch.unit("a task", () -> world.titles(id))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void failing(World world, String sql, Object parameter) {
        try {
            world.template.update(sql, parameter);
            throw new IllegalStateException("This was to fail: " + sql);
        } catch (DataAccessException expected) {
            // and the caller tries something else
        }
    }

    private static Long lock(World world, long id) {
        return world.jdbc
                .sql("select id from book where id = ? for update")
                .param(id)
                .query(Long.class)
                .single();
    }

    private static void asFilter(World world) {
        world.titles(1);
    }

    private static void asController(World world) {
        world.titles(1);
    }

    private static void asUseCase(World world) {
        world.titles(1);
    }
}
