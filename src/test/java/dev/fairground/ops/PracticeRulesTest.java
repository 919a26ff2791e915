package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fairground.platform.practices.PracticeCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows each rule of the catalogue bite: a small bakery, with one thing wrong at a time. */
class PracticeRulesTest {

    private static final PracticeMarker DOUGH =
            new PracticeMarker("kneading", false, "Dough", "src/Dough.java", "bakery.Dough", null);
    private static final PracticeMarker DOUGH_TEST =
            new PracticeMarker("kneading", true, "DoughTest.rises", "src/DoughTest.java", "bakery.DoughTest", "rises");
    private static final PracticeMarker CI =
            new PracticeMarker("kneading", true, PracticeMarker.CI, PracticeMarker.CI, "", null);
    private static final String IN_DOUGH = "[`Dough`](../src/Dough.java)";
    private static final String BY_DOUGH_TEST = "[`DoughTest.rises`](../src/DoughTest.java)";

    @TempDir
    Path repository;

    @BeforeEach
    void create() throws IOException {
        Files.createDirectories(repository.resolve("practices"));
        Files.createDirectories(repository.resolve("src"));
        Files.createDirectories(repository.resolve(".ci"));
        Files.createFile(repository.resolve("src/Dough.java"));
        Files.createFile(repository.resolve("src/DoughTest.java"));
        Files.createFile(repository.resolve("src/oven.yml"));
        Files.writeString(repository.resolve(".ci/run"), "#!/bin/sh\n# proves: kneading baking\nexec true\n");
    }

    @Test
    void nothing_is_wrong_where_all_agree() {
        assertThat(complaints(proven("kneading", IN_DOUGH, BY_DOUGH_TEST), DOUGH, DOUGH_TEST))
                .isEmpty();
        assertThat(complaints(proven("kneading", IN_DOUGH, "[`.ci/run`](../.ci/run)"), DOUGH, CI))
                .isEmpty();
        assertThat(complaints(shown("kneading", "[`oven.yml`](../src/oven.yml)")))
                .isEmpty();
    }

    @Test
    void a_group_has_the_number_of_practices_that_was_agreed() {
        var rules = new PracticeRules(catalogue(List.of(open("kneading"))), List.of(), repository);

        assertThat(rules.complaints(Map.of("bread", 2, "cake", 1)))
                .containsExactly(
                        "practices/bread.md holds 1 practices, not 2", "practices/cake.md holds 0 practices, not 1");
    }

    @Test
    void a_marker_names_a_practice_that_exists() {
        assertThat(complaints(open("baking"), DOUGH))
                .containsExactly("src/Dough.java names kneading, which is no practice");
    }

    @Test
    void an_open_practice_has_no_marker() {
        assertThat(complaints(open("kneading"), DOUGH))
                .containsExactly("kneading is marked by Dough but still open in practices/bread.md");
    }

    @Test
    void a_practice_with_a_proof_is_called_proven() {
        assertThat(complaints(shown("kneading", IN_DOUGH), DOUGH, DOUGH_TEST))
                .containsExactly("kneading is proven by DoughTest.rises but still shown in practices/bread.md");
    }

    @Test
    void a_marked_place_is_listed() {
        assertThat(complaints(shown("kneading", "[`oven.yml`](../src/oven.yml)"), DOUGH))
                .containsExactly("kneading is marked by Dough; add to its \"Shown in\": [`Dough`](../src/Dough.java)");
        assertThat(complaints(proven("kneading", IN_DOUGH, "[`.ci/run`](../.ci/run)"), DOUGH, CI, DOUGH_TEST))
                .containsExactly("kneading is marked by DoughTest.rises; add to its \"Proven by\": " + BY_DOUGH_TEST);
    }

    @Test
    void a_listed_place_in_java_is_marked() {
        assertThat(complaints(shown("kneading", IN_DOUGH)))
                .containsExactly("kneading claims to be shown in Dough, which does not say @Shows(\"kneading\")");
    }

    @Test
    void a_listed_proof_is_marked() {
        assertThat(complaints(proven("kneading", IN_DOUGH, "[`oven.yml`](../src/oven.yml)"), DOUGH))
                .containsExactly("kneading claims to be proven by oven.yml, which does not say @Proves(\"kneading\")"
                        + " or \"# proves: kneading\"");
    }

    @Test
    void a_claim_names_a_place() {
        assertThat(complaints(shown("kneading", "everywhere"))).containsExactly("kneading is shown but names no place");
        assertThat(complaints(proven("kneading", IN_DOUGH, "experience"), DOUGH))
                .containsExactly("kneading is proven but names no place");
    }

    @Test
    void a_link_leads_somewhere() {
        assertThat(complaints(shown("kneading", "[`mill.yml`](../src/mill.yml)")))
                .containsExactly("kneading links to ../src/mill.yml, which does not exist");
    }

    @Test
    void markers_are_found_on_types_methods_and_in_the_pipeline() {
        var ours = Path.of("").toAbsolutePath();
        var classes = new ClassFileImporter().importPackages("dev.fairground.ops.fixtures");

        assertThat(classes.stream().flatMap(type -> PracticeMarker.on(type, ours)))
                .extracting(PracticeMarker::practice, PracticeMarker::proves, PracticeMarker::label)
                .containsExactlyInAnyOrder(
                        tuple("fixture-one", false, "Marked"),
                        tuple("fixture-two", false, "Marked"),
                        tuple("fixture-one", true, "Marked.Inner"),
                        tuple("fixture-three", false, "Marked.Inner.method"));
        assertThat(classes.stream().flatMap(type -> PracticeMarker.on(type, ours)))
                .extracting(PracticeMarker::path)
                .containsOnly("src/test/java/dev/fairground/ops/fixtures/Marked.java");
        assertThat(PracticeMarker.in(repository))
                .extracting(PracticeMarker::practice)
                .containsExactly("kneading", "baking");
    }

    private List<String> complaints(String section, PracticeMarker... markers) {
        return new PracticeRules(catalogue(List.of(section)), List.of(markers), repository)
                .complaints(Map.of("bread", 1));
    }

    static PracticeCatalogue catalogue(List<String> sections) {
        return PracticeCatalogue.of(Map.of("bread.md", "# Bread\n\nHow it is made.\n\n" + String.join("\n", sections)));
    }

    static String open(String id) {
        return section(id, "open, comes with trade", "- Planned: flour.");
    }

    static String shown(String id, String places) {
        return section(
                id,
                "shown, proof comes with trade",
                "- Shown in: " + places + "\n- Planned: a loaf.\n- See it happen: look.\n- Remove it: eat.");
    }

    static String proven(String id, String places, String proofs) {
        return section(
                id,
                "proven",
                "- Shown in: " + places + "\n- Proven by: " + proofs + "\n- See it happen: look.\n- Remove it: eat.");
    }

    private static String section(String id, String claim, String list) {
        return "## Bread is %s\n\n`%s` · %s\n\nBecause it is good.\n\n%s\n".formatted(id, id, claim, list);
    }
}
