package dev.fairground.platform.flags;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of flags and the code that asks for them are about the same flags. */
@Proves("flag-registry")
class FlagsInUseTest {

    private static final Pattern ASKED = Pattern.compile("FlagKey\\.of\\(");
    private static final Pattern CONSTANT =
            Pattern.compile("(?:private )?static final FlagKey [A-Z_]+\\s*=\\s*FlagKey\\.of\\(\"([^\"]+)\"\\);");

    @Test
    void every_flag_is_asked_for_by_a_constant_and_every_constant_is_declared() throws IOException {
        var declared = FlagFile.read(FlagFile.OURS).keySet().stream()
                .map(FlagKey::value)
                .collect(toSet());

        assertThat(declared).hasSizeGreaterThanOrEqualTo(2);
        assertThat(faults(declared, production())).isEmpty();
    }

    @Test
    void the_rule_above_bites() {
        String fine = "    private static final FlagKey OPEN = FlagKey.of(\"open\");";

        assertThat(faults(Set.of("open"), List.of(fine))).isEmpty();
        assertThat(faults(Set.of("open", "idle"), List.of(fine)))
                .containsExactly("idle is declared and never asked for");
        assertThat(faults(Set.of(), List.of(fine))).containsExactly("open is asked for and not declared");
        assertThat(faults(Set.of("open"), List.of(fine, "flags.isOn(FlagKey.of(name))")))
                .containsExactly("a flag is asked for by something else than a constant");
    }

    private static List<String> faults(Set<String> declared, List<String> sources) {
        var asked = sources.stream()
                .flatMap(source -> CONSTANT.matcher(source).results())
                .map(found -> found.group(1))
                .collect(toSet());
        long keys = sources.stream()
                .flatMap(source -> ASKED.matcher(source).results())
                .count();
        long constants = sources.stream()
                .flatMap(source -> CONSTANT.matcher(source).results())
                .count();
        return Stream.of(
                        declared.stream()
                                .filter(key -> !asked.contains(key))
                                .map(key -> key + " is declared and never asked for"),
                        asked.stream()
                                .filter(key -> !declared.contains(key))
                                .map(key -> key + " is asked for and not declared"),
                        Stream.of("a flag is asked for by something else than a constant")
                                .filter(_ -> keys != constants))
                .flatMap(all -> all)
                .sorted()
                .toList();
    }

    private static List<String> production() throws IOException {
        try (var files = Files.walk(Documents.repository().resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Documents::read)
                    .toList();
        }
    }
}
