package dev.fairground.seed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Rows on their way into one table by {@code copy}, PostgreSQL's fastest way in. Its constraints and triggers judge them like any other. */
final class Sheet implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final StringBuilder line = new StringBuilder();

    private Sheet(OutputStream out) {
        this.out = out;
    }

    /** Until it is closed, the connection can do nothing else. */
    static Sheet into(Connection connection, String table, String columns) {
        try {
            var driver = connection.unwrap(PGConnection.class);
            var copy = new PGCopyOutputStream(driver, "copy " + table + " (" + columns + ") from stdin");
            return new Sheet(new BufferedOutputStream(copy, BUFFER));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Each value in its {@code toString}, which for numbers, ids and instants is what PostgreSQL reads. */
    void row(@Nullable Object... values) {
        line.setLength(0);
        for (var value : values) {
            line.append(line.isEmpty() ? "" : "\t").append(value == null ? "\\N" : escaped(value.toString()));
        }
        try {
            out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
