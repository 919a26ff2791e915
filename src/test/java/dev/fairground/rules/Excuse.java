package dev.fairground.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import java.util.List;

/**
 * One line of a file of excuses: rule | part of the offence | reason.
 *
 * @param reason why the rule does not help here
 */
record Excuse(String rule, String offence, String reason) {

    static List<Excuse> from(String file) {
        return Documents.read(
                        Documents.repository().resolve("src/test/resources").resolve(file))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .map(parts -> new Excuse(parts[0].strip(), parts[1].strip(), parts[2].strip()))
                .peek(excuse -> assertThat(excuse.reason()).as(excuse.offence()).hasSizeGreaterThan(15))
                .toList();
    }

    boolean covers(Enum<?> other, String offender) {
        return rule.equals(other.name()) && offender.contains(offence);
    }
}
