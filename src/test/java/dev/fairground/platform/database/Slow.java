package dev.fairground.platform.database;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.testing.OneConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers that take their time. */
@TestComponent
@RestController
public class Slow {

    static final long LOCK = 4711;

    private final DataSource database;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final List<Connection> forgotten = new ArrayList<>();
    final Semaphore inside = new Semaphore(0);
    CountDownLatch goOn = new CountDownLatch(1);

    Slow(Pools pools, SessionNames names, JdbcClient jdbc, TransactionOperations transaction) {
        // Past the watch over tests, which a connection that is never closed would set off in whatever comes next.
        this.database = new Connections(pools, names, null);
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @GetMapping("/api/{version}/test-slow/statement")
    @Access(Who.ANYONE)
    String statement() {
        return inTransaction(() -> {
            lock();
            jdbc.sql("select pg_sleep(600)").query((row, number) -> "").list();
            return "slept";
        });
    }

    @GetMapping("/api/{version}/test-slow/statements")
    @Access(Who.ANYONE)
    String statements() {
        while (true) {
            jdbc.sql("select pg_sleep(0.01)").query((row, number) -> "").list();
        }
    }

    @GetMapping("/api/{version}/test-slow/elsewhere")
    @Access(Who.ANYONE)
    String elsewhere() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    @GetMapping("/api/{version}/test-slow/open")
    @Access(Who.ANYONE)
    String transactionLeftOpen() {
        return inTransaction(() -> {
            lock();
            new CountDownLatch(1).await();
            return "never";
        });
    }

    @GetMapping("/api/{version}/test-slow/holding")
    @Access(Who.ANYONE)
    String holding() {
        return inTransaction(() -> {
            String name = jdbc.sql("select current_setting('application_name')")
                    .query(String.class)
                    .single();
            inside.release();
            goOn.await();
            return name;
        });
    }

    @GetMapping("/api/{version}/test-slow/waiting")
    @Access(Who.ANYONE)
    String waiting() {
        return inTransaction(() -> {
            lock();
            return "had it";
        });
    }

    /** The server ends the session under its hands. */
    @GetMapping("/api/{version}/test-slow/cut")
    @Access(Who.ANYONE)
    String cut() {
        return inTransaction(() -> {
            jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                    .query(Boolean.class)
                    .single();
            return "unharmed";
        });
    }

    /** The same, unnoticed until the commit. */
    @GetMapping("/api/{version}/test-slow/cut-at-commit")
    @Access(Who.ANYONE)
    String cutAtCommit() {
        return inTransaction(() -> {
            int session = jdbc.sql("select pg_backend_pid() from (select lo_create(0)) as written")
                    .query(Integer.class)
                    .single();
            OneConnection.forgiven(() -> {
                try (var other = database.getConnection();
                        var statement = other.createStatement()) {
                    statement.execute("select pg_terminate_backend(" + session + ", 10000)");
                }
                return session;
            });
            return "unharmed";
        });
    }

    @GetMapping("/api/{version}/test-slow/forgetful")
    @Access(Who.ANYONE)
    String forgetful() throws SQLException {
        forgotten.add(OneConnection.forgiven(() -> database.getConnection()));
        return "gone";
    }

    private String inTransaction(Callable<String> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            try {
                return work.call();
            } catch (RuntimeException failed) {
                throw failed;
            } catch (Exception interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }));
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "")
                .list();
    }
}
