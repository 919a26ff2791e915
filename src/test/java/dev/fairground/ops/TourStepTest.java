package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.practices.Practice;
import dev.fairground.platform.practices.PracticeCatalogue;
import dev.fairground.testing.Documents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tour names no practice that cannot be seen on it. */
class TourStepTest {

    private final PracticeCatalogue catalogue =
            PracticeCatalogue.in(Documents.repository().resolve("practices"));

    @ParameterizedTest
    @EnumSource
    void each_practice_on_the_way_is_shown_or_proven(TourStep step) {
        assertThat(step.practices())
                .isNotEmpty()
                .allSatisfy(practice -> assertThat(catalogue.find(practice))
                        .as(practice)
                        .hasValueSatisfying(row -> assertThat(row.state()).isNotEqualTo(Practice.State.OPEN)));
    }
}
