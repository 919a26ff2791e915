package dev.fairground.ops.failover;

import dev.fairground.development.Follower;
import dev.fairground.development.LocalPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A primary and its follower, two servers of this machine with some milliseconds between them. What is done to them is what the runbook says. */
final class Pair implements AutoCloseable {

    /** In an address with both servers: whoever is the primary now is found, at most a second after it became that. */
    static final String EITHER = "targetServerType=primary&hostRecheckSeconds=1&connectTimeout=2";

    private static final Path RUNBOOK = Path.of("runbooks/operations/failover.md");

    private final Path folder;
    private final EmbeddedPostgres primary;
    private final Follower follower;
    private final Link link;
    private boolean lost;

    private Pair(Path folder, EmbeddedPostgres primary, Follower follower, Link link) {
        this.folder = folder;
        this.primary = primary;
        this.follower = follower;
        this.link = link;
    }

    /** In {@code folder}, which is made; {@code delay} is how long a packet takes between the two, one way. */
    static Pair in(Path folder, Duration delay) throws IOException, SQLException {
        Files.createDirectories(folder);
        var primary = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("primary"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("primary.log").toFile()))
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
        var follower = Follower.of(primary.getPostgresDatabase(), folder.resolve("follower"), freePort());
        var pair = new Pair(
                folder, primary, follower, new Link().to(primary.getPort()).delay(delay));
        pair.moveFarAway();
        return pair;
    }

    private void moveFarAway() {
        var jdbc = new JdbcTemplate(follower.postgres());
        String near =
                Objects.requireNonNull(jdbc.queryForObject("select current_setting('primary_conninfo')", String.class));
        String far = near.replace("port=" + primary.getPort(), "port=" + link.port());
        jdbc.execute("alter system set primary_conninfo = '" + far + "'");
        jdbc.execute("select pg_reload_conf()");
        Failover.await(
                "The stream over the long way",
                () -> isTrue(
                        follower.postgres(),
                        "exists (select from pg_stat_wal_receiver where status = 'streaming' and sender_port = "
                                + link.port() + ")"));
    }

    /** From now on a commit is confirmed when the follower has it, too. */
    void confirmTogether() throws IOException {
        // A follower that was copied from a primary which waits has that setting, too, and would wait for itself.
        run("at both", follower.postgres());
        run("at both", primary.getPostgresDatabase());
        Failover.await(
                "The follower's being waited for",
                () -> isTrue(
                        primary.getPostgresDatabase(),
                        "exists (select from pg_stat_replication where sync_state = 'sync')"));
    }

    DataSource primary() {
        return primary.getPostgresDatabase();
    }

    DataSource follower() {
        return follower.postgres();
    }

    /** The address of whichever of the two is the primary. */
    String url() {
        return "jdbc:postgresql://localhost:" + primary.getPort() + ",localhost:" + follower.port()
                + "/postgres?user=postgres&" + EITHER;
    }

    /** Its machine is gone: nothing of it reaches the follower any more, and its processes end in the middle of what they do. */
    void losePrimary() throws IOException {
        link.close();
        LocalPostgres.kill(folder.resolve("primary"));
        lost = true;
    }

    void takeOver() throws IOException {
        run("at the follower", follower.postgres());
    }

    /** The statements of the runbook for that place, one by one. */
    private static void run(String place, DataSource server) throws IOException {
        var block = Pattern.compile("(?ms)^```sql " + place + "$(.*?)^```$").matcher(Files.readString(RUNBOOK));
        if (!block.find()) throw new IllegalStateException(RUNBOOK + " does not say what to do " + place);
        var jdbc = new JdbcTemplate(server);
        for (var statement : block.group(1).strip().split(";\\s*")) jdbc.execute(statement);
    }

    private static boolean isTrue(DataSource server, String condition) {
        return Boolean.TRUE.equals(new JdbcTemplate(server).queryForObject("select " + condition, Boolean.class));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
        follower.close();
        if (!lost) primary.close();
    }
}
