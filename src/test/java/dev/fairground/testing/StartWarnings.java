package dev.fairground.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/** Fails a start that warns of something. Nobody reads what every start says, so there must be nothing to read. */
final class StartWarnings extends AppenderBase<ILoggingEvent> {

    /** Of the tools of tests: springdoc says that it should not be left on in production, where it is not. */
    private static final Set<String> OF_TESTS = Set.of("org.springdoc.core.events.SpringDocAppInitializer");

    private final Thread starting = Thread.currentThread();
    private final List<String> warnings = new ArrayList<>();

    private StartWarnings() {}

    /** To be called before the context is refreshed, by the thread that will do it. */
    static void forbid(ConfigurableApplicationContext context) {
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var heard = new StartWarnings();
        heard.start();
        root.addAppender(heard);
        context.addApplicationListener((ContextRefreshedEvent started) -> {
            root.detachAppender(heard);
            if (!heard.warnings.isEmpty()) {
                throw new IllegalStateException("A start has nothing to warn of, but this one said " + heard.warnings);
            }
        });
    }

    @Override
    protected void append(ILoggingEvent line) {
        // What other applications of this JVM say meanwhile is not about this start.
        if (Thread.currentThread() == starting
                && line.getLevel().isGreaterOrEqual(Level.WARN)
                && !OF_TESTS.contains(line.getLoggerName())) {
            warnings.add(line.getLoggerName() + ": " + line.getFormattedMessage());
        }
    }
}
