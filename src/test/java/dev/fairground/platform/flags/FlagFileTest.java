package dev.fairground.platform.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.LastCommit;
import dev.fairground.testing.Proves;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

@Proves("flag-registry")
class FlagFileTest {

    private static final String FINE = """
            flags:
              - key: new-search
                type: release
                owner: search
                created: 2026-01-01
                expires: 2026-03-01
                default: false
                removal: The old search.
            """;

    @Test
    void no_flag_is_past_its_expiry() {
        var day = LastCommit.day();
        Assumptions.assumeTrue(day.isPresent(), "a source archive has no commit to judge by");

        assertThat(expired(FlagFile.read(FlagFile.OURS), day.get())).isEmpty();
    }

    @Test
    void the_rule_above_bites_from_the_day_of_expiry_on() {
        var flags = read(FINE);

        assertThat(expired(flags, LocalDate.parse("2026-02-28"))).isEmpty();
        assertThat(expired(flags, LocalDate.parse("2026-03-01"))).containsExactly(FlagKey.of("new-search"));
    }

    @Test
    void a_temporary_flag_needs_an_expiry_and_a_permanent_one_has_none() {
        assertThatThrownBy(() -> read(FINE.replace("    expires: 2026-03-01\n", "")))
                .hasRootCauseMessage("new-search: a RELEASE flag needs a date of expiry");
        assertThatThrownBy(() -> read(FINE.replace("type: release", "type: kill-switch")))
                .hasRootCauseMessage("new-search: a KILL_SWITCH flag has no date of expiry");
    }

    @Test
    void a_misspelt_field_a_missing_owner_and_a_second_flag_of_the_name_are_found() {
        assertThatThrownBy(() -> read(FINE.replace("owner:", "ovner:"))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> read(FINE.replace("owner: search", "owner: ''")))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> read(FINE + FINE.replace("flags:\n", ""))).hasMessageContaining("new-search");
    }

    private static List<FlagKey> expired(Map<FlagKey, Flag> flags, LocalDate day) {
        return flags.values().stream()
                .filter(flag -> flag.hasExpiredBy(day))
                .map(Flag::key)
                .toList();
    }

    private static Map<FlagKey, Flag> read(String yaml) {
        return FlagFile.read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
