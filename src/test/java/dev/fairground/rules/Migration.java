package dev.fairground.rules;

import dev.fairground.testing.Documents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One migration as a list of statements, in lower case on one line each, without comments and without what stands in quotes, so that nothing
 * in a text, a name or a function's body is taken for SQL of the migration's own.
 *
 * @param phase what its first line says
 * @param rollback what its header says of a rollback behind it, or nothing
 */
record Migration(String name, String phase, String rollback, List<String> statements) {

    /** A comment, a text, a quoted name, or a dollar-quoted body, whichever begins first. */
    private static final Pattern QUOTED =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"[^\"]*\"|(\\$\\w*\\$).*?\\1", Pattern.DOTALL);

    private static final Pattern CREATED = Pattern.compile("^create (?:unlogged )?table (?:if not exists )?([\\w.]+)");

    static Migration read(Path file) {
        return of(file.getFileName().toString(), Documents.read(file));
    }

    static Migration of(String name, String text) {
        var header = text.lines().takeWhile(line -> line.startsWith("--")).toList();
        var statements = new ArrayList<String>();
        String bare = QUOTED.matcher(text)
                .replaceAll(quoted -> switch (quoted.group().charAt(0)) {
                    case '-', '/' -> " ";
                    case '"' -> "quoted_name";
                    default -> "''";
                });
        for (String statement : bare.split(";")) {
            String line =
                    statement.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
            if (!line.isEmpty()) statements.add(line);
        }
        return new Migration(name, said(header, "phase"), said(header, "rollback"), statements);
    }

    private static String said(List<String> header, String what) {
        return header.stream()
                .filter(line -> line.startsWith("-- " + what + ": "))
                .map(line -> line.substring(what.length() + 5).strip())
                .findFirst()
                .orElse("");
    }

    /** Nobody else can have rows in these, or wait for them. */
    Set<String> createdHere() {
        return statements.stream()
                .map(CREATED::matcher)
                .filter(Matcher::find)
                .map(created -> created.group(1))
                .collect(Collectors.toSet());
    }

    /** Whether the statement changes the schema, other than what is said about it. */
    static boolean isOfTheSchema(String statement) {
        return statement.matches("(create|alter|drop) .*");
    }
}
