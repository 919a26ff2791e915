package dev.fairground.development;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.seed.Cast;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCardTest {

    @TempDir
    Path clone;

    @Test
    void the_card_fits_a_small_terminal_and_says_who_one_can_be() {
        var secrets = CloneSecrets.in(clone);
        var ports = Ports.of(Map.of("PORT", "18080"));

        var card = StartCard.of(ports, secrets, "postgres://postgres@localhost:5433/fairground");

        assertThat(card.lines())
                .hasSizeLessThanOrEqualTo(32)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(card)
                .contains("http://localhost:18080", secrets.castPassword(), "ops/code")
                .doesNotContain("%");
        assertThat(card.substring(card.indexOf("  Try\n"), card.indexOf("  Ctrl-C"))
                        .strip()
                        .lines())
                .hasSize(1 + 3);
        for (var member : Cast.values()) {
            assertThat(card).contains(member.email(), member.part());
        }
    }
}
