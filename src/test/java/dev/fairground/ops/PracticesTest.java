package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.practices.PracticeCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Holds our own catalogue and our own markers together. What each rule catches is shown in {@link PracticeRulesTest}. */
class PracticesTest {

    private static final Map<String, Integer> PRACTICES_PER_GROUP = Map.ofEntries(
            Map.entry("alerting", 16),
            Map.entry("api", 5),
            Map.entry("authn", 6),
            Map.entry("business", 8),
            Map.entry("caching", 20),
            Map.entry("database", 26),
            Map.entry("debugging", 11),
            Map.entry("deploy", 31),
            Map.entry("errors", 15),
            Map.entry("flags", 4),
            Map.entry("frontend", 21),
            Map.entry("iac", 8),
            Map.entry("incident", 15),
            Map.entry("jobs", 12),
            Map.entry("logging", 14),
            Map.entry("maintenance", 20),
            Map.entry("metrics", 14),
            Map.entry("people", 21),
            Map.entry("performance", 19),
            Map.entry("resilience", 15),
            Map.entry("security", 34),
            Map.entry("side-effects", 15),
            Map.entry("support-tools", 3),
            Map.entry("testing", 24),
            Map.entry("tracing", 5));

    private static final Path REPOSITORY = Path.of("").toAbsolutePath();

    private final PracticeCatalogue catalogue = PracticeCatalogue.in(REPOSITORY.resolve("practices"));

    @Test
    void the_catalogue_claims_what_the_code_has_and_nothing_else() {
        var rules = new PracticeRules(catalogue, PracticeMarker.in(REPOSITORY), REPOSITORY);

        assertThat(rules.complaints(PRACTICES_PER_GROUP)).isEmpty();
    }

    @Test
    void there_are_382_practices() {
        assertThat(catalogue.practices().count()).isEqualTo(382);
    }

    @Test
    void the_application_carries_the_same_catalogue() {
        assertThat(PracticeCatalogue.onClassPath().practices().toList())
                .isEqualTo(catalogue.practices().toList());
    }

    @Test
    void the_table_ends_with_the_sum() {
        var out = new ByteArrayOutputStream();

        Practices.table(smallCatalogue(), new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                .hasSize(3)
                .endsWith("shown 1 proven 0 open 1 of 2");
    }

    @Test
    void the_counts_are_also_json() {
        var json = new JsonMapper().readTree(Practices.json(smallCatalogue()));

        assertThat(json.at("/total").asInt()).isEqualTo(2);
        assertThat(json.at("/groups/0/shown").asInt()).isEqualTo(1);
        assertThat(json.at("/practices/1").toString())
                .isEqualTo("{\"id\":\"baking\",\"group\":\"bread\",\"state\":\"open\"}");
    }

    private static PracticeCatalogue smallCatalogue() {
        return PracticeRulesTest.catalogue(List.of(
                PracticeRulesTest.shown("kneading", "[`Dough`](../Dough.java)"), PracticeRulesTest.open("baking")));
    }
}
