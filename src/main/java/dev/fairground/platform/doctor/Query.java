package dev.fairground.platform.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * One file of {@code db/queries}. Its first line is its title; a line {@code -- needs: …} names the extension without which it cannot run; the
 * last column of its answer is named fault, and is null in the rows with which nothing is wrong. So a person with nothing but psql has the
 * same looks.
 */
record Query(String name, String title, String extension, String sql) {

    private static final String FAULT = "fault";
    private static final String NEEDS = "-- needs: ";

    static List<Query> all() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:db/queries/*.sql"))
                    .map(Query::read)
                    .sorted(Comparator.comparing(Query::name))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Query read(Resource file) {
        try {
            String sql = file.getContentAsString(StandardCharsets.UTF_8);
            return new Query(
                    Objects.requireNonNull(file.getFilename()).replace(".sql", ""),
                    sql.lines().findFirst().orElseThrow().substring(3),
                    sql.lines()
                            .filter(line -> line.startsWith(NEEDS))
                            .map(line -> line.substring(NEEDS.length()).strip())
                            .findFirst()
                            .orElse(""),
                    sql);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Sight at(Connection connection) throws SQLException {
        if (!extension.isEmpty() && !has(connection, extension)) {
            return Sight.blocked(
                    name, title, "Needs the extension " + extension + ": create extension " + extension + ".");
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return sight(rows);
        }
    }

    static boolean has(Connection connection, String extension) {
        return Harmless.client(connection)
                .sql("select exists (select from pg_extension where extname = ?)")
                .param(extension)
                .query(Boolean.class)
                .single();
    }

    private Sight sight(ResultSet found) throws SQLException {
        var meta = found.getMetaData();
        var columns = new ArrayList<String>();
        for (int i = 1; i < meta.getColumnCount(); i++) {
            columns.add(meta.getColumnName(i).replace('_', ' '));
        }
        var rows = new ArrayList<List<String>>();
        var faults = new ArrayList<String>();
        while (found.next()) {
            rows.add(row(found, columns.size()));
            String fault = found.getString(FAULT);
            if (fault != null) {
                faults.add(fault);
            }
        }
        return new Sight(name, title, List.copyOf(columns), rows, faults, null);
    }

    private static List<String> row(ResultSet found, int columns) throws SQLException {
        var row = new ArrayList<String>();
        for (int i : IntStream.rangeClosed(1, columns).toArray()) {
            row.add(Objects.requireNonNullElse(found.getString(i), ""));
        }
        return row;
    }
}
