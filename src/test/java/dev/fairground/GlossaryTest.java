package dev.fairground;

import static dev.fairground.testing.Documents.deadLinks;
import static dev.fairground.testing.Documents.files;
import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static dev.fairground.testing.Documents.write;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every word of the glossary is in its place, is used somewhere, and leads to where it lives. */
@Proves("people-glossary")
class GlossaryTest {

    private static final Pattern ENTRY = Pattern.compile("(?m)^\\*\\*([^*]+)\\*\\*: .+\\nHere: .+$");
    private static final Pattern TERM = Pattern.compile("(?m)^\\*\\*([^*]+)\\*\\*");

    @TempDir
    Path folder;

    @Test
    void every_term_is_in_order_used_and_leads_somewhere() {
        assertThat(faults(repository())).isEmpty();
    }

    @Test
    void a_sound_glossary_passes() {
        assertThat(faultsOf(
                        "**Basket**: what a buyer means to buy.\nHere: [use](use.md).",
                        "**Lease**: a lock that ends.\nHere: [use](use.md)."))
                .isEmpty();
    }

    @Test
    void terms_out_of_order_and_doubles_are_found() {
        var basket = "**Basket**: what a buyer means to buy.\nHere: [use](use.md).";
        var lease = "**Lease**: a lock that ends.\nHere: [use](use.md).";
        assertThat(faultsOf(lease, basket)).containsExactly("Basket stands after Lease");
        assertThat(faultsOf(basket, basket)).containsExactly("Basket stands after Basket");
    }

    @Test
    void a_term_without_a_place_is_found() {
        assertThat(faultsOf("**Basket**: what a buyer means to buy.")).containsExactly("Basket lacks its second line");
    }

    @Test
    void a_term_that_nothing_uses_is_found() {
        assertThat(faultsOf("**Flux**: a word for nothing.\nHere: [use](use.md)."))
                .containsExactly("Flux is used in no other document");
    }

    @Test
    void a_dead_link_is_found() {
        assertThat(faultsOf("**Basket**: what a buyer means to buy.\nHere: [use](gone.md)."))
                .containsExactly("glossary.md links to gone.md, which is not there");
    }

    private List<String> faultsOf(String... entries) {
        write(folder.resolve("runbooks/glossary.md"), "# Glossary\n\n" + String.join("\n\n", entries) + "\n");
        write(folder.resolve("runbooks/use.md"), "Pay for the basket; hold the leases.\n");
        return faults(folder);
    }

    private static List<String> faults(Path root) {
        var glossary = root.resolve("runbooks/glossary.md");
        var text = read(glossary);
        var complete =
                ENTRY.matcher(text).results().map(found -> found.group(1)).toList();
        var terms = TERM.matcher(text).results().map(found -> found.group(1)).toList();
        var elsewhere = elsewhere(root, glossary);
        var faults = new ArrayList<>(deadLinks(glossary));
        for (var i = 0; i < terms.size(); i++) {
            var term = terms.get(i);
            if (i > 0 && terms.get(i - 1).compareToIgnoreCase(term) >= 0)
                faults.add(term + " stands after " + terms.get(i - 1));
            if (!complete.contains(term)) faults.add(term + " lacks its second line");
            if (!elsewhere.contains(term.toLowerCase(ROOT))) faults.add(term + " is used in no other document");
        }
        return faults;
    }

    /** All other documents in one line of text, since a term may break over two lines. */
    private static String elsewhere(Path root, Path glossary) {
        var documents = new ArrayList<>(files(root.resolve("runbooks"), ".md"));
        documents.addAll(files(root.resolve("practices"), ".md"));
        documents.remove(glossary);
        return documents.stream()
                .map(file -> read(file).toLowerCase(ROOT).replaceAll("\\s+", " "))
                .collect(Collectors.joining(" "));
    }
}
