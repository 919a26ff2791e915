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

/** The house keeps its rules, each rule bites, and what is excused is excused with a reason for as long as it is needed. */
@Proves({
    "db-no-default-scopes",
    "err-boundary-level",
    "err-no-silent-swallow",
    "job-offload-slow-work",
    "maint-custom-linters",
    "maint-no-cycles-fail-at-boot",
    "maint-one-implementation",
    "maint-own-api-clients",
    "maint-service-objects",
    "test-frozen-time",
    "db-order-by-id"
})
class HouseRulesTest {

    private static final Code APPLICATION = Code.ofTheApplication();
    private static final Code BROKEN = Code.brokenOnPurpose();
    private static final List<Excuse> EXCUSES = Excuse.from("house-rules-excused.txt");

    @ParameterizedTest
    @EnumSource
    void the_house_keeps_the_rule(HouseRule rule) {
        assertThat(rule.offendersIn(APPLICATION).stream()
                        .filter(offender -> EXCUSES.stream().noneMatch(excuse -> excuse.covers(rule, offender))))
                .as("%s. %s Or give a reason in src/test/resources/house-rules-excused.txt.", rule, rule.instead())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_rule_bites(HouseRule rule) {
        assertThat(rule.offendersIn(BROKEN))
                .anySatisfy(offender -> assertThat(offender).contains(rule.twin()));
    }

    @Test
    void no_excuse_outlives_its_offender() {
        Set<Excuse> unused = new HashSet<>(EXCUSES);
        for (HouseRule rule : EnumSet.allOf(HouseRule.class)) {
            rule.offendersIn(APPLICATION).forEach(offender -> unused.removeIf(excuse -> excuse.covers(rule, offender)));
        }
        assertThat(unused).isEmpty();
    }
}
