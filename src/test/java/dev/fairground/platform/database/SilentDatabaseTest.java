package dev.fairground.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.fairground.platform.database.DatabaseSettings.Address;
import dev.fairground.platform.database.DatabaseSettings.Limits;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server whose machine is gone closes no connection and stops no statement. */
@Timeout(20) // an endless wait is the fault that these tests look for
class SilentDatabaseTest {

    private static final Limits SHORT = new Limits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1));

    private final String url = TestDatabase.empty();
    private ServerSocket line;
    private HikariDataSource pool;
    private volatile boolean silent;

    @BeforeEach
    void connect() throws IOException {
        line = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        var server = URI.create(url.substring("jdbc:".length()));
        var _ = Thread.ofVirtual().start(() -> relay(server));
        String through = url.replaceFirst("//[^/]*/", "//127.0.0.1:" + line.getLocalPort() + "/");
        pool = new HikariDataSource(Pools.config(Purpose.WEB, new Address(through, "", ""), SHORT));
    }

    @AfterEach
    void disconnect() throws IOException {
        pool.close();
        line.close();
    }

    @Test
    @Proves("res-timeouts-everywhere")
    void one_that_goes_silent_is_waited_for_only_so_long() {
        var jdbc = JdbcClient.create(pool);
        assertThat(jdbc.sql("select 1").query(Integer.class).single()).isOne();

        silent = true;
        assertThatThrownBy(() -> jdbc.sql("select 1").query(Integer.class).single())
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThatThrownBy(() -> jdbc.sql("select 1").query(Integer.class).single())
                .as("nor is there another connection")
                .isInstanceOf(CannotGetJdbcConnectionException.class);
    }

    private void relay(URI server) {
        try {
            while (true) {
                var caller = line.accept();
                var database = new Socket(server.getHost(), server.getPort());
                var _ = Thread.ofVirtual().start(() -> pass(caller, database));
                var _ = Thread.ofVirtual().start(() -> pass(database, caller));
            }
        } catch (IOException over) {
            // the test is
        }
    }

    private void pass(Socket from, Socket to) {
        var some = new byte[4096];
        try (from;
                to) {
            for (int read = from.getInputStream().read(some);
                    read >= 0;
                    read = from.getInputStream().read(some)) {
                if (!silent) to.getOutputStream().write(some, 0, read);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
