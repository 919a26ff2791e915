package dev.fairground.development;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/** Runs {@code db/roles.sql}, as an operator would by hand, on a server that lets everybody of this machine in. */
public final class DatabaseRoles {

    private DatabaseRoles() {}

    /** Makes those that are missing; {@code server} is a superuser's. */
    public static void make(DataSource server) throws SQLException {
        try (var script = Objects.requireNonNull(DatabaseRoles.class.getResourceAsStream("/db/roles.sql"));
                var connection = server.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it is on our own class path
        }
    }

    /** The address {@code url} of a superuser as that of {@code role}, such as {@code web}. */
    public static String as(String role, String url) {
        return url.replace("//postgres@", "//fairground_" + role + "@");
    }
}
