package dev.fairground;

import static dev.fairground.testing.Documents.assertGenerated;
import static dev.fairground.testing.Documents.files;
import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static dev.fairground.testing.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drawn architecture is the built one: modules from their package-info, tables from the migrations. */
@Proves("maint-architecture-docs")
class ArchitectureDocsTest {

    private static final Pattern ALLOWED =
            Pattern.compile("allowedDependencies\\s*=\\s*(?:\\{([^}]*)\\}|(\"[^\"]*\"))", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern STATEMENT = Pattern.compile(
            "\\b(create table|alter table|drop table)\\s+(?:if (?:not )?exists\\s+|only\\s+)*(\\w+\\.\\w+)(\\s+partition of)?"
                    + "|\\breferences\\s+(\\w+\\.\\w+)"
                    + "|\\bcomment on table\\s+(\\w+\\.\\w+)\\s+is\\s+'((?:[^']|'')*)'",
            Pattern.CASE_INSENSITIVE);

    @TempDir
    Path folder;

    @Test
    void the_module_graph_is_current() {
        assertGenerated(
                repository().resolve("runbooks/architecture/modules.md"),
                "modules",
                graph(repository().resolve("src/main/java/dev/fairground")));
    }

    @Test
    void the_table_map_is_current() {
        assertGenerated(
                repository().resolve("runbooks/architecture/tables.md"),
                "tables",
                tables(repository().resolve("db/migration")));
    }

    @Test
    void a_module_is_drawn_with_what_it_may_use() {
        write(folder.resolve("orders/package-info.java"), """
                @ApplicationModule(allowedDependencies = {"shops", "platform :: errors", "platform :: ids"})
                package orders;
                """);
        write(
                folder.resolve("shops/package-info.java"),
                "@ApplicationModule(allowedDependencies = {})\npackage shops;\n");
        write(folder.resolve("platform/ids/package-info.java"), "@NamedInterface(\"ids\")\npackage platform.ids;\n");
        assertThat(graph(folder)).isEqualTo("""

                ```mermaid
                graph TD
                  orders --> shops
                  shops
                ```

                | module | may use | of the platform |
                |---|---|---|
                | orders | shops | errors, ids |
                | shops | nothing | nothing |

                """);
    }

    @Test
    void a_table_is_listed_with_its_words_and_what_it_points_at() {
        write(folder.resolve("orders/V1__orders_create.sql"), """
                create table orders.deal (
                    shop uuid not null constraint deal_shop_fk references shops.shop
                );
                comment on table orders.deal is 'One buyer''s promise';
                create table orders.old (id uuid);
                create table orders.deal_2026 partition of orders.deal default; -- create table orders.said_only
                alter table orders.deal_2026 rename constraint one to other;
                """);
        write(folder.resolve("shops/V2__shops_create.sql"), "create table if not exists shops.shop (id uuid);\n");
        write(folder.resolve("orders/V3__orders_drop_old.sql"), "drop table orders.old;\n");
        assertThat(tables(folder)).isEqualTo("""

                | table | holds | points at |
                |---|---|---|
                | `orders.deal` | One buyer's promise | `shops.shop` |
                | `shops.shop` | not said | nothing |

                """);
    }

    private static String graph(Path root) {
        var modules = new TreeMap<String, List<String>>();
        for (var file : files(root, "package-info.java")) {
            var declared = ALLOWED.matcher(read(file));
            var name = root.relativize(file).getName(0).toString();
            if (root.relativize(file).getNameCount() != 2 || name.equals("platform") || !declared.find()) continue;
            modules.put(
                    name,
                    LITERAL.matcher(declared.group())
                            .results()
                            .map(found -> found.group(1))
                            .sorted()
                            .toList());
        }
        var graph = new StringBuilder("\n```mermaid\ngraph TD\n");
        modules.forEach((module, uses) -> {
            var others = uses.stream()
                    .filter(use -> !use.startsWith("platform"))
                    .map(use -> use.replaceAll(" ?::.*", ""))
                    .distinct()
                    .toList();
            if (others.isEmpty()) graph.append("  ").append(module).append('\n');
            others.forEach(use -> graph.append("  %s --> %s\n".formatted(module, use)));
        });
        graph.append("```\n\n| module | may use | of the platform |\n|---|---|---|\n");
        modules.forEach((module, uses) -> graph.append("| %s | %s | %s |\n"
                .formatted(
                        module,
                        listed(uses.stream().filter(use -> !use.startsWith("platform"))),
                        listed(uses.stream()
                                .filter(use -> use.startsWith("platform"))
                                .map(use -> use.replaceAll(".*:: ?", ""))))));
        return graph.append('\n').toString();
    }

    private static String tables(Path migrations) {
        var words = new TreeMap<String, String>();
        var pointers = new TreeMap<String, TreeSet<String>>();
        files(migrations, ".sql").stream()
                .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                .forEach(file -> readInto(words, pointers, read(file).replaceAll("--.*", "")));
        var map = new StringBuilder("\n| table | holds | points at |\n|---|---|---|\n");
        pointers.forEach((table, targets) -> map.append("| `%s` | %s | %s |\n"
                .formatted(
                        table,
                        words.getOrDefault(table, "not said"),
                        listed(targets.stream().map(target -> "`" + target + "`")))));
        return map.append('\n').toString();
    }

    private static void readInto(
            SortedMap<String, String> words, SortedMap<String, TreeSet<String>> pointers, String sql) {
        var current = "";
        var found = STATEMENT.matcher(sql);
        while (found.find()) {
            if (found.group(4) != null)
                pointers.computeIfAbsent(current, name -> new TreeSet<>()).add(found.group(4));
            else if (found.group(5) != null)
                words.put(found.group(5), found.group(6).replace("''", "'").replaceAll("\\s+", " "));
            else {
                current = found.group(2);
                if (found.group(1).equalsIgnoreCase("drop table")) pointers.remove(current);
                else if (found.group(1).equalsIgnoreCase("create table") && found.group(3) == null)
                    pointers.computeIfAbsent(current, name -> new TreeSet<>());
            }
        }
    }

    private static String listed(Stream<String> names) {
        var text = names.sorted().collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing" : text;
    }
}
