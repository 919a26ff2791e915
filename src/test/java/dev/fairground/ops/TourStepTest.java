package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.practices.PracticeCatalogue;
import dev.fairground.testing.Documents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tour names no practice that the catalogue does not know. */
class TourStepTest {

    private final PracticeCatalogue catalogue =
            PracticeCatalogue.in(Documents.repository().resolve("practices"));

    @ParameterizedTest
    @EnumSource
    void each_practice_on_the_way_is_in_the_catalogue(TourStep step) {
        assertThat(step.practices())
                .isNotEmpty()
                .allSatisfy(practice ->
                        assertThat(catalogue.find(practice)).as(practice).isPresent());
    }
}
