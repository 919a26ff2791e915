package dev.fairground.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A statement as it stands in a source, with what is read of its rows: in the lambda that maps them, and in the methods of the same file to
 * which that hands them. What is put together while the program runs is not found.
 */
record SourceStatement(String file, String sql, List<Read> reads) {

    private static final Pattern STATEMENT = Pattern.compile(
            "\\.sql\\(\\s*(\"\"\".*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)\\s*\\)",
            Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern CALL = Pattern.compile("\\s*\\.(\\w+)\\(");
    private static final Pattern READ = Pattern.compile("\\brow\\.get(\\w+)\\(\"(\\w+)\"");
    private static final Pattern READ_BY_HELPER = Pattern.compile("\\b\\w+\\(row, \"(\\w+)\"");
    private static final Pattern HANDED_ON = Pattern.compile("(?:::(\\w+)|\\b(\\w+)\\(row\\b)");

    /** @param getter as {@code Int} of {@code getInt} */
    record Read(String getter, String column) {}

    static List<SourceStatement> in(String file, String source) {
        var statements = new ArrayList<SourceStatement>();
        for (var found = STATEMENT.matcher(source); found.find(); ) {
            var reads = new ArrayList<Read>();
            mapper(source, found.end()).ifPresent(mapper -> collect(source, mapper, reads, Set.of()));
            statements.add(new SourceStatement(file, text(found.group(1)), reads));
        }
        return statements;
    }

    /** What is handed to {@code query} in the chain of calls that begins there. */
    private static Optional<String> mapper(String source, int from) {
        var call = CALL.matcher(source).region(from, source.length());
        for (int at = from; call.region(at, source.length()).lookingAt(); ) {
            int end = closing(source, call.end() - 1);
            if (call.group(1).equals("query")) {
                return Optional.of(source.substring(call.end(), end));
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    private static void collect(String source, String code, List<Read> reads, Set<String> seen) {
        READ.matcher(code).results().forEach(read -> reads.add(new Read(read.group(1), read.group(2))));
        READ_BY_HELPER.matcher(code).results().forEach(read -> reads.add(new Read("Object", read.group(1))));
        HANDED_ON
                .matcher(code)
                .results()
                .map(call -> Optional.ofNullable(call.group(1)).orElseGet(() -> call.group(2)))
                .filter(method -> !seen.contains(method))
                .forEach(method ->
                        body(source, method).ifPresent(body -> collect(source, body, reads, with(seen, method))));
    }

    private static Set<String> with(Set<String> seen, String method) {
        var more = new java.util.HashSet<>(seen);
        more.add(method);
        return more;
    }

    private static Optional<String> body(String source, String method) {
        var found =
                Pattern.compile("\\b" + method + "\\(ResultSet row\\b[^{;]*\\{").matcher(source);
        return found.find()
                ? Optional.of(source.substring(found.end(), closing(source, found.end() - 1)))
                : Optional.empty();
    }

    /** Where the bracket that opens there is closed, with no eye for those in texts. */
    private static int closing(String source, int open) {
        int depth = 0;
        for (int at = open; at < source.length(); at++) {
            switch (source.charAt(at)) {
                case '(', '{' -> depth++;
                case ')', '}' -> {
                    if (--depth == 0) return at;
                }
                case '"' -> at = endOfText(source, at);
                case '\'' -> at = source.indexOf('\'', source.charAt(at + 1) == '\\' ? at + 3 : at + 1);
                default -> {}
            }
        }
        throw new IllegalStateException("A bracket is never closed");
    }

    private static int endOfText(String source, int from) {
        if (source.startsWith("\"\"\"", from)) {
            return source.indexOf("\"\"\"", from + 3) + 2;
        }
        int at = from + 1;
        while (source.charAt(at) != '"') at += source.charAt(at) == '\\' ? 2 : 1;
        return at;
    }

    private static String text(String written) {
        UnaryOperator<String> plain = String::translateEscapes;
        if (written.startsWith("\"\"\"")) {
            return plain.apply(written.substring(3, written.length() - 3).stripIndent());
        }
        var text = new StringBuilder();
        LITERAL.matcher(written).results().forEach(part -> text.append(plain.apply(part.group(1))));
        return text.toString();
    }
}
