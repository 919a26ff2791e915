package dev.fairground.ops.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements that PostgreSQL saw from the application while it did something, from its log: no list of them can grow stale. */
record Recording(List<Statement> statements) {

    private static final Pattern ENTRY = Pattern.compile(
            "(?m)^[^\\n]*?LOG:  (?:execute [^:\\n]+|statement): (.*(?:\\n\\t.*)*)(?:\\n[^\\n]*?DETAIL:  [Pp]arameters: (.*(?:\\n\\t.*)*))?");
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (?:'((?:[^']|'')*)'|(NULL))");
    private static final Pattern PLACE = Pattern.compile("\\$\\d+");

    static Recording of(JdbcClient jdbc, Path log, Runnable deed) {
        turn(jdbc, "all");
        try {
            long from = log.toFile().length();
            deed.run();
            return parse(tail(log, from));
        } finally {
            turn(jdbc, "none");
        }
    }

    static Recording parse(String log) {
        var statements = new ArrayList<Statement>();
        var entries = ENTRY.matcher(log);
        while (entries.find()) {
            var values = new ArrayList<@Nullable String>();
            String detail = entries.group(2);
            var parameters = VALUE.matcher(detail == null ? "" : detail);
            while (parameters.find()) {
                String text = parameters.group(1);
                values.add(text == null ? null : text.replace("''", "'"));
            }
            statements.add(new Statement(PLACE.matcher(entries.group(1).strip()).replaceAll("?"), values));
        }
        return new Recording(statements);
    }

    /** Without what the recording itself asked. */
    Recording ours() {
        return new Recording(statements.stream().filter(Statement::isOurs).toList());
    }

    /** The first that has these words. */
    Statement with(String words) {
        return statements.stream()
                .filter(statement -> statement.sql.contains(words))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No statement has " + words + ": " + statements));
    }

    /** For all sessions but the one that asks, which then waits until the others have heard. */
    private static void turn(JdbcClient jdbc, String which) {
        jdbc.sql("alter system set log_statement = '" + which + "'").update();
        jdbc.sql("select pg_reload_conf(), pg_sleep(1)").query((_, _) -> true).single();
    }

    private static String tail(Path log, long from) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** With a question mark for each parameter, and their texts in order. */
    record Statement(String sql, List<@Nullable String> parameters) {

        boolean isOurs() {
            // Flags are read every other second for all requests. The pool asks an idle connection by an empty
            // statement whether it is alive.
            return !sql.isEmpty()
                    && !sql.contains("from flags.setting")
                    && !sql.startsWith("alter system")
                    && !sql.contains("pg_sleep");
        }
    }
}
