package dev.fairground.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.support.GenericApplicationContext;

/** Each start of the application in a test goes through this; here it is shown to bite. */
@Proves("test-warnings-fail")
class StartWarningsTest {

    @Test
    void a_start_that_warns_fails_and_says_of_what() {
        assertThatThrownBy(() -> start("a planted warning")).hasMessageContaining("a planted warning");
    }

    @Test
    void a_quiet_start_succeeds() {
        assertThatCode(() -> start("")).doesNotThrowAnyException();
    }

    private static void start(String warning) {
        try (var context = new GenericApplicationContext()) {
            StartWarnings.forbid(context);
            context.registerBean(Talkative.class, () -> new Talkative(warning));
            context.refresh();
        }
    }

    private record Talkative(String warning) {

        Talkative {
            if (!warning.isEmpty()) {
                LoggerFactory.getLogger(StartWarningsTest.class).warn(warning);
            }
        }
    }
}
