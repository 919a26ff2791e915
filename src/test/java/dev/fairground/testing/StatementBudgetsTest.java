package dev.fairground.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

@Proves("perf-n-plus-one-guard")
class StatementBudgetsTest {

    private static final Map<String, Integer> BUDGETS = Map.of("GET /things", 2);

    @Test
    void what_a_caller_calls_a_method_opens_no_budget_of_its_own() {
        assertThat(StatementBudgets.route("HEAD /api/{version}/me")).isEqualTo("GET /api/{version}/me");
        assertThat(StatementBudgets.route("BREW /error")).isEqualTo("GET /error");
        assertThat(StatementBudgets.route("PUT /**")).isEqualTo("GET /**");
        assertThat(StatementBudgets.route("PUT /assets/**")).isEqualTo("PUT /assets/**");
    }

    @Test
    void no_committed_budget_is_above_the_ceiling() {
        assertThat(StatementBudgets.committed())
                .allSatisfy((route, budget) -> assertThat(budget).as(route).isBetween(0, StatementBudgets.CEILING));
    }

    @Test
    void a_request_within_its_budget_is_fine() {
        assertThat(StatementBudgets.verdict(BUDGETS, "GET /things", 2)).isEmpty();
    }

    @Test
    void a_route_without_a_budget_is_told_the_line_to_add() {
        assertThat(StatementBudgets.verdict(BUDGETS, "POST /things", 3))
                .get()
                .asString()
                .contains("\"POST /things = 3\"");
    }

    @Test
    void a_request_above_its_budget_or_the_ceiling_is_told_both_numbers() {
        assertThat(StatementBudgets.verdict(BUDGETS, "GET /things", 3))
                .get()
                .asString()
                .contains("ran 3", "budget is 2");
        assertThat(StatementBudgets.verdict(Map.of("GET /things", 99), "GET /things", 19))
                .get()
                .asString()
                .contains("more than 18");
    }

    @Test
    void a_line_that_is_no_budget_is_refused() {
        assertThat(StatementBudgets.parse("# prose\n\nGET /a = 1\nGET /b?c=d = 2\n"))
                .isEqualTo(Map.of("GET /a", 1, "GET /b?c=d", 2));
        assertThatThrownBy(() -> StatementBudgets.parse("GET /a")).hasMessageContaining("GET /a");
        assertThatThrownBy(() -> StatementBudgets.parse("GET /a = 1\nGET /a = 2"))
                .hasMessageContaining("second");
    }
}
