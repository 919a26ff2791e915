package dev.fairground.notifications;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where mail goes out, and in whose name.
 *
 * @param mailUrl {@code smtp://user:password@host:port}, or {@code smtps} for TLS from the first byte
 * @param mailWebhookSecrets any of them may have signed what the mail service tells, newest first; with none, nothing is believed
 * @param pushWebhookSecrets the same of the push gateway
 * @param rehearsalAddress to whom {@link RehearseMail} writes; empty where there is no rehearsal
 * @param letterTimeout for a letter as a whole, however slowly the server goes along
 * @param mailFrom the sender as recipients see it: {@code Name <address>}
 */
@Validated
@ConfigurationProperties("fairground.notifications")
record NotificationSettings(
        @NotNull URI mailUrl,
        @NotBlank String mailFrom,
        @NotNull String rehearsalAddress,
        @NotNull List<@NotBlank String> mailWebhookSecrets,
        @NotNull List<@NotBlank String> pushWebhookSecrets,
        @NotNull Duration connectTimeout,
        @NotNull Duration readTimeout,
        @NotNull Duration writeTimeout,
        @NotNull Duration letterTimeout) {}
