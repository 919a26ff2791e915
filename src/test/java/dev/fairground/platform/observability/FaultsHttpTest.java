package dev.fairground.platform.observability;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import planted.Faults;

/** A fault in any layer: everything in one log line for us, nothing but a reference for them. */
@FairgroundTest
@Import({Faults.class, Faults.BrokenFilter.class})
@TestPropertySource(properties = "fairground.querywatch.application=dev.fairground,planted")
@Proves({"err-no-internal-leak", "err-loud-inside-gentle-outside"})
class FaultsHttpTest {

    private static final Pattern OURS = Pattern.compile(
            "(?i)planted\\.|planted_table|secret_column|exception|select |\\bat [\\w.$]+\\(|dev\\.fairground|org\\.(springframework|postgresql|thymeleaf|hibernate)|java\\.");

    @LocalServerPort
    int port;

    @Autowired
    MeterRegistry meters;

    private final Lines lines = new Lines();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Api api = Api.at(0);

    @BeforeEach
    void listen() {
        api = Api.at(port);
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver", "code", "json", "template", "filter", "repeats"})
    void a_fault_is_logged_and_counted_once_in_full_and_answered_with_a_reference(String layer) {
        double before = faults();
        var answer = api.get("/planted/" + layer);
        assertThat(answer).refused(500, "internal-error");
        assertThat(answer.text() + answer.response().headers().map()).doesNotContainPattern(OURS);
        assertThat(answer.header("X-Trace-Id")).isNotEmpty().isEqualTo(answer.at("/traceId"));
        assertThat(lines.errors()).singleElement().satisfies(line -> {
            assertThat(line.getThrowableProxy()).isNotNull();
            assertThat(line.getMDCPropertyMap()).containsEntry("traceId", answer.at("/traceId"));
        });
        assertThat(faults() - before).isEqualTo(1);
    }

    @Test
    void a_person_gets_a_calm_page_with_the_reference_under_which_we_find_the_line() {
        var page = api.with("Accept", "text/html").get("/planted/code");

        assertThat(page).hasStatus(500);
        assertThat(page.text())
                .contains("Something went wrong on our side.", page.header("X-Trace-Id"))
                .doesNotContainPattern(OURS);
        assertThat(lines.errors())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getMDCPropertyMap()).containsEntry("traceId", page.header("X-Trace-Id")));
    }

    @Test
    void a_repeated_statement_names_its_line_in_the_log() {
        api.get("/planted/repeats");
        assertThat(lines.errors()).singleElement().satisfies(line -> {
            assertThat(line.getThrowableProxy().getMessage())
                    .contains("N+1 in GET /planted/repeats: 2 runs", "planted.Faults.repeats(Faults.java:");
            assertThat(line.getMDCPropertyMap()).containsEntry("route", "GET /planted/repeats");
        });
    }

    @Test
    void what_a_caller_did_wrong_is_no_error_of_ours() {
        double before = faults();
        assertThat(api.get("/api/v1/categories/not-an-id")).hasStatus(400);
        assertThat(api.get("/planted/nothing")).hasStatus(404);
        assertThat(lines.all)
                .noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.ERROR) || line.getThrowableProxy() != null);
        assertThat(faults()).isEqualTo(before);
    }

    private double faults() {
        return meters.find("faults").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** What was logged, with the context that it was logged in. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            all.add(line);
        }

        List<ILoggingEvent> errors() {
            return all.stream().filter(line -> line.getLevel() == Level.ERROR).toList();
        }
    }
}
