package dev.fairground.ops.crash;

import dev.fairground.development.CloneSecrets;
import dev.fairground.development.DataFolder;
import dev.fairground.development.DatabaseRoles;
import dev.fairground.development.LocalPostgres;
import dev.fairground.seed.Seed;
import dev.fairground.seed.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Two instances of the application as in production, each on a disk of its own, one database, and the outside as processes of their own, in a
 * temporary folder. Only the first three are ever killed.
 */
public final class Site implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Path folder;
    private final DataFolder data;
    private final LocalPostgres database;
    private final int databasePort = freePort();
    private final List<Node> outsides = new ArrayList<>();
    private final List<Node> instances = new ArrayList<>();
    private final Node payments;
    private final Node mail;
    private final FrontDoor door;
    private final int smtp = freePort();
    private final String paymentsKey = secret();

    private Site(Path folder, String main, Map<String, String> more) {
        this.folder = folder;
        this.data = DataFolder.take(folder.resolve("data"));
        this.database = new LocalPostgres(data);
        this.door = new FrontDoor(instances);
        String owner = "postgres://postgres@localhost:" + databasePort + "/fairground?sslmode=disable";
        var shared = new TreeMap<>(Map.of(
                "DATABASE_URL",
                DatabaseRoles.as("web", owner),
                "FAIRGROUND_BASE_URL",
                "http://localhost:" + door.port(),
                "FAIRGROUND_SECRET",
                secret(),
                "FAIRGROUND_TRUSTED_PROXIES",
                "127.0.0.1,::1",
                "HUMAN_CHECK_SITE_KEY",
                "crash",
                "MAIL_FROM",
                "Fairground <no-reply@fairground.test>",
                "PAYMENTS_API_KEY",
                paymentsKey,
                "PAYMENTS_WEBHOOK_SECRETS",
                secret(),
                "PAYMENTS_WEBHOOK_URL",
                "http://localhost:" + door.port() + "/webhooks/payments"));
        shared.put("HUMAN_CHECK_SECRET", secret());
        shared.put("DATABASE_WORKER_URL", DatabaseRoles.as("worker", owner));
        shared.put("DATABASE_MIGRATOR_URL", owner);
        this.payments = outside("PaymentSimulator", "payments", shared);
        this.mail = outside("MailSimulator", "mail", shared);
        var check = outside("HumanCheckSimulator", "human-check", shared);
        shared.put("OBJECTS_KEY", "crash");
        shared.put("OBJECTS_SECRET", secret());
        shared.put(
                "OBJECTS_URL", outside("S3Simulator", "objects", shared).at("").toString());
        shared.put("PAYMENTS_URL", payments.at("").toString());
        shared.put("HUMAN_CHECK_URL", check.at("").toString());
        shared.putAll(more);
        for (var name : List.of("one", "two")) {
            int port = freePort();
            var environment = new TreeMap<>(shared);
            environment.put("PORT", String.valueOf(port));
            environment.put("MANAGEMENT_PORT", String.valueOf(freePort()));
            instances.add(
                    new Node(name, port, main, environment, folder.resolve("machine-" + name), folder.resolve("logs")));
        }
    }

    /** Ready, with a market of so many listings. */
    static Site open(int listings) {
        try {
            return open(
                    Files.createTempDirectory("fairground-crash"),
                    listings,
                    "dev.fairground.FairgroundApplication",
                    Map.of());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The same in a folder that is there, and goes with the site; where {@code data} and {@code logs} in it lead elsewhere, the database and
     * what the processes say go there.
     *
     * @param main the application's class
     * @param more variables of the instances
     */
    public static Site open(Path folder, int listings, String main, Map<String, String> more) {
        try {
            if (!Files.exists(folder.resolve("logs"))) Files.createDirectory(folder.resolve("logs"));
            var site = new Site(folder, main, more);
            Runtime.getRuntime().addShutdownHook(new Thread(site::close));
            site.startDatabase();
            site.outsides.forEach(Node::start);
            site.instances.getFirst().start(); // migrates; the second finds it done
            await("The first start", () -> site.instances.getFirst().answers("/readyz"));
            site.instances.getLast().start();
            Seed.ifEmpty(site.dataSource(), new NoPictures(), CloneSecrets.in(site.folder));
            Volume.fill(site.dataSource(), listings, 7, _ -> {});
            await("The start of the second instance", site::isWell);
            return site;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public List<Node> instances() {
        return instances;
    }

    public Node payments() {
        return payments;
    }

    /** Where letters are taken. */
    public int smtp() {
        return smtp;
    }

    Node mail() {
        return mail;
    }

    String paymentsKey() {
        return paymentsKey;
    }

    FrontDoor door() {
        return door;
    }

    public boolean isWell() {
        return instances.stream().allMatch(node -> node.answers("/readyz"));
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    void killDatabase() {
        try {
            LocalPostgres.kill(folder.resolve("data/pg"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As its own immediate stop: no checkpoint, and whoever is connected is cut off. */
    public void stopDatabaseAtOnce() {
        try {
            LocalPostgres.stopAtOnce(folder.resolve("data/pg"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public boolean hasDatabase() {
        try (var connection = dataSource().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException away) {
            return false;
        }
    }

    public void startDatabase() {
        database.tidy();
        database.start(databasePort);
    }

    public static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new IllegalStateException(what + " did not happen in time");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private Node outside(String main, String name, Map<String, String> shared) {
        int port = freePort();
        var environment = new TreeMap<>(shared);
        if (name.equals("mail")) {
            environment.put("SMTP_PORT", String.valueOf(smtp));
            shared.put("MAIL_URL", "smtp://localhost:" + smtp);
        }
        var node = new Node(
                name,
                port,
                "dev.fairground.simulators." + main + " " + port + " " + folder.resolve(name),
                environment,
                folder,
                folder.resolve("logs"));
        outsides.add(node);
        return node;
    }

    /** A superuser's address of the database. */
    public String url() {
        return "jdbc:postgresql://localhost:" + databasePort + "/fairground?user=postgres";
    }

    private DriverManagerDataSource dataSource() {
        return new DriverManagerDataSource(url());
    }

    private static String secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public synchronized void close() {
        if (!Files.exists(folder)) return;
        try {
            door.close();
            instances.forEach(Node::kill);
            outsides.forEach(Node::kill);
            database.close();
            data.close();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException left) {
            System.err.println("Left behind: " + folder + " (" + left + ")");
        }
    }
}
