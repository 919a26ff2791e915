package dev.fairground.platform.errors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@FairgroundTest
@Proves("err-no-silent-swallow")
class LastResortTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Thread.@Nullable UncaughtExceptionHandler before;

    @BeforeEach
    void listen() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        log().addAppender(lines);
        lines.start();
    }

    @AfterEach
    void restore() {
        log().detachAppender(lines);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void the_application_has_one() {
        assertThat(before).isInstanceOf(LastResort.class);
    }

    @ParameterizedTest
    @MethodSource("threads")
    void a_fault_that_ends_a_thread_is_logged_with_its_cause_and_counted(Thread.Builder thread)
            throws InterruptedException {
        new LastResort(meters).afterPropertiesSet();

        thread.name("lonely").start(LastResortTest::fail).join();

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).contains("lonely");
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("planted");
        });
        assertThat(meters.counter("uncaught").count()).isEqualTo(1);
    }

    static Stream<Thread.Builder> threads() {
        return Stream.of(Thread.ofVirtual(), Thread.ofPlatform());
    }

    private static void fail() {
        throw new AssertionError("planted");
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger(LastResort.class);
    }
}
