package dev.fairground.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class LogSettingsTest {

    private static final String FORMAT = "logging.structured.format.console";

    @Test
    void production_logs_json_even_where_nobody_said_that_it_is_production() {
        assertThat(LogSettings.settings(new MockEnvironment(), "abc1234"))
                .containsEntry(FORMAT, "ecs")
                .containsEntry("fairground.release", "abc1234");
    }

    @Test
    void development_logs_text_and_either_can_be_asked_for() {
        var development = new MockEnvironment().withProperty("fairground.environment", "development");
        assertThat(LogSettings.settings(development, "abc1234")).doesNotContainKey(FORMAT);
        assertThat(LogSettings.settings(development.withProperty("LOG_FORMAT", "ecs"), "abc1234"))
                .containsEntry(FORMAT, "ecs");
        assertThat(LogSettings.settings(new MockEnvironment().withProperty("LOG_FORMAT", "text"), "abc1234"))
                .doesNotContainKey(FORMAT);
    }
}
