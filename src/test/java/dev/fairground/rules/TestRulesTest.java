package dev.fairground.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tests keep rules as well: what they claim must not hang on luck, time, order, or on doubles of our own types. */
@Proves({"test-frozen-time", "test-fixed-randomness", "test-mock-only-external"})
class TestRulesTest {

    private static final Code TESTS = Code.ofTheTests();
    private static final Code BROKEN = Code.brokenOnPurpose();
    private static final List<Excuse> EXCUSES = Excuse.from("test-rules-excused.txt");

    @ParameterizedTest
    @EnumSource
    void the_tests_keep_the_rule(TestRule rule) {
        assertThat(rule.offendersIn(TESTS).stream()
                        .filter(offender -> EXCUSES.stream().noneMatch(excuse -> excuse.covers(rule, offender))))
                .as("%s. %s Or give a reason in src/test/resources/test-rules-excused.txt.", rule, rule.instead())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_rule_bites(TestRule rule) {
        assertThat(rule.offendersIn(BROKEN))
                .anySatisfy(offender -> assertThat(offender).contains(rule.twin()));
    }

    @Test
    void no_excuse_outlives_its_offender() {
        Set<Excuse> unused = new HashSet<>(EXCUSES);
        for (TestRule rule : EnumSet.allOf(TestRule.class)) {
            rule.offendersIn(TESTS).forEach(offender -> unused.removeIf(excuse -> excuse.covers(rule, offender)));
        }
        assertThat(unused).isEmpty();
    }
}
