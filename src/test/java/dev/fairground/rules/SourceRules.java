package dev.fairground.rules;

import dev.fairground.testing.Documents;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What only the text shows: sizes, catches, and the SQL in strings. */
final class SourceRules {

    private static final int WALL = 250;
    private static final int SAME = 8;
    private static final Pattern WIDE_CATCH =
            Pattern.compile("catch \\((?:final )?(?:[\\w.| ]*\\|)? ?(Exception|Throwable)\\b[^)]*\\)");
    private static final Pattern EMPTY_CATCH = Pattern.compile("catch \\([^)]*\\) \\{\\s*(?://[^\\n]*\\s*)*\\}");
    private static final Pattern TEXT = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"");
    private static final Pattern TABLE =
            Pattern.compile("\\b(?:from|join|update|into)\\s+(?:only\\s+)?([a-z_]+)\\.[a-z_]+");
    private static final Pattern SQL_CLOCK = Pattern.compile(
            "\\b(?:now\\(\\)|(?:clock|statement|transaction)_timestamp\\(\\)|current_(?:timestamp|date))");
    private static final Pattern OLD_ORDER = Pattern.compile(
            "\\border by (?:\\w+\\.)?(?:created|drafted|opened|placed|signed_up)_at\\b|\\boffset\\s+[:?\\d]");
    private static final Pattern SUPPRESSED = Pattern.compile("@SuppressWarnings\\([^)]*\\)(?![^\\n]*//)");

    private SourceRules() {}

    static Stream<String> longFiles(Code code) {
        return code.files().stream()
                .filter(file -> Documents.read(file).lines().count() > WALL)
                .map(file -> name(code, file) + " has "
                        + Documents.read(file).lines().count() + " lines");
    }

    static Stream<String> wideCatches(Code code) {
        return found(code, WIDE_CATCH);
    }

    static Stream<String> emptyCatches(Code code) {
        return found(code, EMPTY_CATCH);
    }

    static Stream<String> silentSuppressions(Code code) {
        return found(code, SUPPRESSED);
    }

    static Stream<String> foreignTables(Code code) {
        return code.files().stream()
                .flatMap(file -> texts(file)
                        .flatMap(text -> TABLE.matcher(text).results().map(table -> table.group(1)))
                        .filter(schema -> !homes(code, file).contains(schema))
                        .distinct()
                        .map(schema -> name(code, file) + " names the schema " + schema));
    }

    static Stream<String> sqlClocks(Code code) {
        return code.files().stream()
                .flatMap(file -> texts(file)
                        .flatMap(text -> SQL_CLOCK.matcher(text).results().map(clock -> clock.group()))
                        .distinct()
                        .map(clock -> name(code, file) + " has " + clock));
    }

    /** By what the id says already, or past what was counted. */
    static Stream<String> ordersBesideTheId(Code code) {
        return code.files().stream()
                .flatMap(file -> texts(file)
                        .flatMap(text -> OLD_ORDER.matcher(text).results().map(order -> order.group()))
                        .distinct()
                        .map(order -> name(code, file) + " has " + order));
    }

    /** As many lines, comments and punctuation left out, as nobody writes twice by chance. */
    static Stream<String> duplicates(Code code) {
        var firstSeen = new HashMap<String, Path>();
        var offences = new TreeSet<String>();
        for (Path file : code.files()) {
            var lines = significantLines(file);
            for (int from = 0; from + SAME <= lines.size(); from++) {
                Path other = firstSeen.putIfAbsent(String.join("\n", lines.subList(from, from + SAME)), file);
                if (other != null && !other.equals(file)) {
                    offences.add(name(code, file) + " repeats " + name(code, other));
                }
            }
        }
        return offences.stream();
    }

    private static List<String> significantLines(Path file) {
        return Documents.read(file)
                .lines()
                .map(String::strip)
                .filter(line -> line.length() > 5
                        && !line.startsWith("import ")
                        && !line.startsWith("package ")
                        && !line.startsWith("*")
                        && !line.startsWith("/")
                        && !line.startsWith("@"))
                .toList();
    }

    private static Stream<String> found(Code code, Pattern pattern) {
        return code.files().stream().flatMap(file -> {
            String text = Documents.read(file);
            return pattern.matcher(text)
                    .results()
                    .map(found -> name(code, file) + ":"
                            + (text.substring(0, found.start()).lines().count() + 1) + " "
                            + found.group().lines().findFirst().orElse(""));
        });
    }

    private static Stream<String> texts(Path file) {
        return TEXT.matcher(Documents.read(file)).results().map(text -> text.group());
    }

    /** Module or piece of platform, by the folder; a folder's own name is its schema. */
    private static Set<String> homes(Code code, Path file) {
        var path = code.sources().relativize(file);
        return path.getName(0).toString().equals("platform") && path.getNameCount() > 2
                ? Set.of(path.getName(1).toString())
                : Set.of(path.getName(0).toString());
    }

    private static String name(Code code, Path file) {
        return code.sources().relativize(file).toString();
    }
}
