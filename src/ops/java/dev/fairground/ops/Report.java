package dev.fairground.ops;

import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Prints what a query of a file answers, as lines of values with a tab between them. It asks a follower, as the role for reports, which reads
 * nothing confidential, writes nothing, and ends after two minutes; a primary is not asked, whoever gives its address.
 */
@Shows("db-reporting-follower")
public final class Report {

    private static final String USUAL = "jdbc:postgresql://localhost:5434/fairground?user=fairground_reports";

    private Report() {}

    /** Exits with 1 where nothing was reported, with 2 on arguments that it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        var options = Options.read(arguments, Map.of("--file", "", "--follower-url", USUAL));
        if (options.isEmpty()) return 2;
        try (var connection = atFollower(options.get().text("--follower-url"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        Files.readString(Path.of(options.get().text("--file"))))) {
            print(rows);
            return 0;
        } catch (IOException unreadable) {
            System.err.println("There is no query in --file to be read: " + unreadable.getMessage());
        } catch (SQLException refused) {
            System.err.println(refused.getMessage());
        }
        return 1;
    }

    /** A session for one report; throws where the server is no follower. */
    public static Connection atFollower(String url) throws SQLException {
        var connection = DriverManager.getConnection(url);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_is_in_recovery()")) {
            row.next();
            if (row.getBoolean(1)) return connection;
        }
        connection.close();
        throw new SQLException(
                "This is the primary, where members' requests would wait for the report: give --follower-url, or start ops/follower.");
    }

    private static void print(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var numbers = IntStream.rangeClosed(1, columns.getColumnCount()).toArray();
        var names = new StringBuilder();
        for (int number : numbers) names.append(number == 1 ? "" : "\t").append(columns.getColumnName(number));
        System.out.println(names);
        while (rows.next()) {
            var line = new StringBuilder();
            for (int number : numbers) {
                line.append(number == 1 ? "" : "\t").append(Objects.requireNonNullElse(rows.getString(number), ""));
            }
            System.out.println(line);
        }
    }
}
