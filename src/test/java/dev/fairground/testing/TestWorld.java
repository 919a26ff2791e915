package dev.fairground.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What tests put in the place of the real: the clock, and nothing else of ours. */
@TestConfiguration(proxyBeanMethods = false)
public class TestWorld {

    @Bean
    @Primary
    SettableClock settableClock() {
        return new SettableClock();
    }
}
