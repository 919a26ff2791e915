package dev.fairground.testing;

import dev.fairground.platform.flags.FlagKey;
import dev.fairground.platform.flags.Flags;
import dev.fairground.platform.querywatch.NPlusOneListener;
import dev.fairground.platform.querywatch.UnitListener;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What tests put in the place of the real: the clock, and nothing else of ours. Beside it, the bookkeeping of statement budgets. */
@TestConfiguration(proxyBeanMethods = false)
public class TestWorld {

    @Bean
    @Primary
    SettableClock settableClock() {
        return new SettableClock();
    }

    @Bean
    static OneConnection oneConnectionForEachThread() {
        return new OneConnection();
    }

    @Bean
    UnitListener statementBudgets() {
        return StatementBudgets::ended;
    }

    @Bean
    NPlusOneListener loopsInTheBackground() {
        return NPlusOnes::found;
    }

    @Bean
    StatementBudgets.Requests requestsBeingCounted(Flags flags) {
        return new StatementBudgets.Requests(() -> flags.isOn(FlagKey.of("v1-gone")));
    }
}
