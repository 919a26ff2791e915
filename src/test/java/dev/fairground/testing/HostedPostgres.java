package dev.fairground.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A PostgreSQL as a host provides it, for scripts: a process of its own that lets nobody in without a password, and is thrown away at its
 * end. Which version it is, the class path decides; the profile {@code postgres-floor} brings the oldest that we promise to work with.
 */
public final class HostedPostgres {

    private HostedPostgres() {}

    /** Runs until killed: port, user, and the user's password; the database is called as the user. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String user = arguments[1];
        var server = EmbeddedPostgres.builder().setPort(port).start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role \"" + user + "\" login password '" + arguments[2] + "'");
            statement.execute("create database \"" + user + "\" owner \"" + user + "\"");
            try (var settings = statement.executeQuery("select current_setting('hba_file'), version()")) {
                settings.next();
                Files.writeString(Path.of(settings.getString(1)), """
                        host all postgres samehost trust
                        host all all samehost scram-sha-256
                        """);
                System.out.println(settings.getString(2) + " is ready on port " + port);
            }
            statement.execute("select pg_reload_conf()");
        }
        Thread.currentThread().join();
    }
}
