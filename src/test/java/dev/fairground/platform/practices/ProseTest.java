package dev.fairground.platform.practices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.practices.Prose.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void every_text_of_the_catalogue_is_plain_prose() {
        PracticeCatalogue.onClassPath().practices().forEach(practice -> {
            assertThat(Prose.of(practice.text())).isNotEmpty();
            practice.fields()
                    .values()
                    .forEach(value -> assertThat(Prose.of(value)).hasSize(1));
        });
    }

    @Test
    void prose_is_pieces_and_never_html() {
        assertThat(Prose.of("See *how* [`A`](../A.java)."))
                .containsExactly(List.of(
                        new Piece("See ", false, false, null),
                        new Piece("how", false, true, null),
                        new Piece(" ", false, false, null),
                        new Piece("A", true, false, "../A.java"),
                        new Piece(".", false, false, null)));
        assertThatThrownBy(() -> Prose.of("a <b>b</b>")).hasMessageContaining("Prose knows no");
    }
}
