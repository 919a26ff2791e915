package dev.fairground.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclineTest {

    @ParameterizedTest
    @EnumSource
    void a_code_leads_back_to_its_decline_and_fits_the_column(Decline decline) {
        assertThat(Decline.of(decline.code())).isEqualTo(decline);
        assertThat(decline.code()).matches("[a-z-]{1,50}");
    }

    /** Told apart, they would tell a thief what the owner has reported. */
    @ParameterizedTest
    @ValueSource(strings = {"lost_card", "stolen_card", "fraudulent", "pickup_card"})
    void whoever_holds_somebody_elses_card_learns_nothing(String code) {
        assertThat(Decline.ofProvider(code)).contains(Decline.CARD_DECLINED);
    }

    @Test
    void a_code_that_nobody_documented_is_not_guessed_at() {
        assertThat(Decline.ofProvider("never_seen_before")).isEmpty();
    }

    @Test
    void no_code_of_the_provider_means_two_things() {
        assertThat(Arrays.stream(Decline.values()).flatMap(decline -> decline.providerCodes().stream()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(50);
    }
}
