package dev.fairground;

import static dev.fairground.testing.Documents.assertGenerated;
import static dev.fairground.testing.Documents.files;
import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static dev.fairground.testing.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of events is what the sources say: who announces what, and who listens. */
@Proves("job-domain-events")
class EventCatalogueTest {

    private static final Pattern LISTENER = Pattern.compile(
            "@OutboxListener\\(\\s*id = \"([^\"]+)\"[^)]*\\)\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*void \\w+\\((\\w+) \\w+\\)");
    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*[\\s*]*(.*?\\.)(?:\\s|\\*/)", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void the_catalogue_is_current() {
        assertGenerated(
                repository().resolve("runbooks/architecture/events.md"),
                "events",
                catalogue(repository().resolve("src/main/java/dev/fairground")));
    }

    /** Counted otherwise than the catalogue finds them, so that a form it cannot read is noticed. */
    @Test
    void no_listener_of_the_sources_is_missing() {
        var sources = repository().resolve("src/main/java/dev/fairground");
        long marked = files(sources, ".java").stream()
                .mapToLong(file -> read(file)
                        .lines()
                        .filter(line -> line.startsWith("    @OutboxListener("))
                        .count())
                .sum();
        assertThat(listeners(sources).values().stream().mapToLong(List::size).sum())
                .isEqualTo(marked)
                .isGreaterThan(30);
    }

    @Test
    void an_event_is_listed_with_its_sentence_and_each_listener() {
        write(folder.resolve("orders/OrderPaid.java"), """
                package orders;
                /** The buyer's money
                 * is here. It may go back. */
                public record OrderPaid(String order) {}
                """);
        write(folder.resolve("orders/Rang.java"), "package orders;\n/** Somebody rang. */\nrecord Rang() {}\n");
        write(folder.resolve("notifications/Tell.java"), """
                class Tell {
                    @OutboxListener(id = "notifications.order-paid", key = "order")
                    void on(OrderPaid event) {}
                    @OutboxListener(
                            id = "notifications.rang")
                    @Shows("a-practice")
                    void on(Rang rang) {}
                }
                """);
        write(
                folder.resolve("insights/Count.java"),
                "class Count {\n    @OutboxListener(id = \"insights.order-paid\")\n    void on(OrderPaid event) {}\n}\n");
        assertThat(catalogue(folder)).isEqualTo("""

                | event | of | public | says | listeners |
                |---|---|---|---|---|
                | `OrderPaid` | orders | yes | The buyer's money is here. | `insights.order-paid`, `notifications.order-paid` |
                | `Rang` | orders | no | Somebody rang. | `notifications.rang` |

                """);
    }

    private static String catalogue(Path root) {
        var byName = files(root, ".java").stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""), file -> file, (one, _) -> one));
        var rows = new TreeMap<String, String>();
        listeners(root).forEach((event, ids) -> {
            var file = Objects.requireNonNull(byName.get(event), event);
            var text = read(file);
            var module = module(root, file);
            rows.put(
                    module + " " + event,
                    "| `%s` | %s | %s | %s | %s |\n"
                            .formatted(
                                    event,
                                    module,
                                    text.contains("public record " + event) ? "yes" : "no",
                                    sentence(text),
                                    ids.stream().sorted().map("`%s`"::formatted).collect(Collectors.joining(", "))));
        });
        return "\n| event | of | public | says | listeners |\n|---|---|---|---|---|\n"
                + String.join("", rows.values())
                + "\n";
    }

    private static SortedMap<String, List<String>> listeners(Path root) {
        return files(root, ".java").stream()
                .flatMap(file -> LISTENER.matcher(read(file)).results())
                .collect(Collectors.groupingBy(
                        found -> found.group(2),
                        TreeMap::new,
                        Collectors.mapping(found -> found.group(1), Collectors.toList())));
    }

    private static String module(Path root, Path file) {
        var path = root.relativize(file);
        return path.getName(0).toString().equals("platform")
                ? "platform." + path.getName(1)
                : path.getName(0).toString();
    }

    private static String sentence(String text) {
        var said = SENTENCE.matcher(text);
        return said.find()
                ? said.group(1)
                        .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                        .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                        .replace("|", "\\|")
                : "not said";
    }
}
