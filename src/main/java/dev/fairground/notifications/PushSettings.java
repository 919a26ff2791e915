package dev.fairground.notifications;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where push messages go out.
 *
 * @param url the gateway with its project, such as {@code https://fcm.googleapis.com/v1/projects/fairground}; none, and nothing is pushed
 */
@Validated
@ConfigurationProperties("fairground.push")
record PushSettings(
        @Nullable URI url,
        @NotNull String apiKey,
        @NotNull Duration connectTimeout,
        @NotNull Duration answerTimeout) {}
