package dev.fairground;

import static dev.fairground.testing.Documents.deadLinks;
import static dev.fairground.testing.Documents.files;
import static dev.fairground.testing.Documents.links;
import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static dev.fairground.testing.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decision records stay complete, numbered and findable. */
@Proves("people-decide-and-record")
class AdrTest {

    private static final List<String> SECTIONS =
            List.of("Context", "Options", "Decision", "Consequences", "Dissent", "Trigger to revisit", "Where");
    private static final Pattern STATUS =
            Pattern.compile("(?m)^Status: (accepted|superseded by \\[[^\\]]+\\]\\([^)]+\\)) · \\d{4}-\\d{2}-\\d{2}$");
    private static final int LONGEST = 50;
    private static final String GOOD = """
            # 0001. Decide once

            Status: accepted · 2026-11-21
            Owner: platform pair · Review by: 2027-11-21

            """
            + String.join(
                    "\n",
                    SECTIONS.stream().map(name -> "## " + name + "\n\nSaid.\n").toList());

    @TempDir
    Path folder;

    @Test
    void every_decision_is_numbered_complete_and_listed() {
        assertThat(faults(repository().resolve("runbooks/adr"))).isEmpty();
    }

    @Test
    void a_complete_record_passes() {
        assertThat(faultsOf("0001-decide-once.md", GOOD)).isEmpty();
    }

    @Test
    void a_gap_in_the_numbers_is_found() {
        assertThat(faultsOf("0002-decide-once.md", GOOD.replace("0001", "0002")))
                .containsExactly("0001 is missing");
    }

    @Test
    void each_missing_section_is_found() {
        for (var name : SECTIONS) {
            assertThat(faultsOf("0001-decide-once.md", GOOD.replace("## " + name + "\n", "")))
                    .anyMatch(fault -> fault.contains(name));
        }
    }

    @Test
    void an_empty_section_is_found() {
        assertThat(faultsOf("0001-decide-once.md", GOOD.replace("## Dissent\n\nSaid.", "## Dissent\n")))
                .containsExactly("0001-decide-once.md says nothing under Dissent");
    }

    @Test
    void an_unknown_status_is_found() {
        assertThat(faultsOf("0001-decide-once.md", GOOD.replace("accepted", "proposed")))
                .containsExactly("0001-decide-once.md has no status accepted or superseded");
    }

    @Test
    void a_title_under_another_number_is_found() {
        assertThat(faultsOf("0001-decide-once.md", GOOD.replace("# 0001.", "# 0003.")))
                .containsExactly("0001-decide-once.md is titled under another number");
    }

    @Test
    void a_dead_link_is_found() {
        assertThat(faultsOf("0001-decide-once.md", GOOD.replaceFirst("Said", "[See](0009-nothing.md)")))
                .anyMatch(fault -> fault.contains("0009-nothing.md"));
    }

    @Test
    void an_essay_is_found() {
        assertThat(faultsOf("0001-decide-once.md", GOOD + "More.\n".repeat(LONGEST)))
                .anyMatch(fault -> fault.contains("lines"));
    }

    @Test
    void a_record_that_the_index_forgets_is_found() {
        write(folder.resolve("0001-decide-once.md"), GOOD);
        write(folder.resolve("README.md"), "# Decisions\n");
        assertThat(faults(folder)).containsExactly("The index does not list 0001-decide-once.md");
    }

    private List<String> faultsOf(String name, String text) {
        write(folder.resolve(name), text);
        write(folder.resolve("README.md"), "# Decisions\n\n- [" + name + "](" + name + ")\n");
        return faults(folder);
    }

    private static List<String> faults(Path folder) {
        var records = files(folder, ".md").stream()
                .filter(file -> !file.endsWith("README.md"))
                .toList();
        var listed = links(folder.resolve("README.md"));
        var faults = new ArrayList<String>();
        for (var number = 1; number <= records.size(); number++) {
            var file = records.get(number - 1);
            var prefix = "%04d".formatted(number);
            if (!name(file).startsWith(prefix + "-")) {
                faults.add(prefix + " is missing");
                break;
            }
            faults.addAll(faultsOf(file, prefix));
            if (!listed.contains(name(file))) faults.add("The index does not list " + name(file));
        }
        return faults;
    }

    private static List<String> faultsOf(Path file, String number) {
        var text = read(file);
        var faults = new ArrayList<>(deadLinks(file));
        if (!text.startsWith("# " + number + ". ")) faults.add(name(file) + " is titled under another number");
        if (!STATUS.matcher(text).find()) faults.add(name(file) + " has no status accepted or superseded");
        if (text.lines().count() > LONGEST) faults.add(name(file) + " has more than " + LONGEST + " lines");
        for (var section : SECTIONS) {
            var said = Pattern.compile("(?ms)^## " + section + "\n(.*?)(?=^## |\\z)")
                    .matcher(text);
            if (!said.find() || said.group(1).isBlank()) faults.add(name(file) + " says nothing under " + section);
        }
        return faults;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
