package dev.fairground.platform.practices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.practices.Practice.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PracticeFileTest {

    private static final String GOOD = """
            # Bread

            How it is made.

            ## Dough is kneaded

            `kneading` · open, comes with side effects

            Ten minutes at least,
            because *gluten* wants it.

            - Planned: more flour,
              less water.
            """;

    @Test
    void a_section_is_read_in_full() {
        var group = PracticeFile.read("bread", GOOD);

        assertThat(group.title()).isEqualTo("Bread");
        assertThat(group.practices())
                .containsExactly(new Practice(
                        "kneading",
                        "bread",
                        "Dough is kneaded",
                        "Ten minutes at least,\nbecause *gluten* wants it.",
                        Practice.State.OPEN,
                        "side effects",
                        Map.of(Field.PLANNED, "more flour, less water.")));
    }

    @Test
    void a_file_that_leaves_the_form_is_refused_with_its_section() {
        refused("# Bread\n\nHow it is made.\n", "## Bread\n", "must be a heading and an introduction");
        refused("side effects\n", "autumn\n", "comes with \"autumn\"");
        refused("· open", "· nearly", "cannot be read");
        refused(
                "open, comes with side effects",
                "proven",
                "so it lists [Shown in, Proven by, See it happen, Remove it]");
        refused("- Planned: ", "- Planed: ", "so it lists [Planned], not [Planed]");
        refused("- Planned: more flour,\n", "- Planned: more flour,\nand", "is no entry of its list");
        refused("Ten minutes at least,\nbecause *gluten* wants it.\n\n", "", "must have a heading");
    }

    @Test
    void an_id_stands_in_one_section_only() {
        assertThatThrownBy(() -> PracticeCatalogue.of(Map.of("bread.md", GOOD, "cake.md", GOOD)))
                .hasMessageContaining("kneading stands in two sections");
    }

    private static void refused(String part, String instead, String complaint) {
        assertThat(GOOD).contains(part);
        assertThatThrownBy(() -> PracticeFile.read("bread", GOOD.replace(part, instead)))
                .hasMessageStartingWith("practices/bread.md: ")
                .hasMessageContaining(complaint);
    }
}
