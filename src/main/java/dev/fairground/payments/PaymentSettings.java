package dev.fairground.payments;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the provider is and how it and we know each other.
 *
 * @param webhookSecrets any of them may have signed an event, so that they can be changed without losing one; newest first
 * @param rehearsalMethod the payment method of {@link RehearsePayment}; empty where there is no rehearsal
 * @param connectTimeout until there is a connection
 * @param answerTimeout until the whole answer is here
 */
@Validated
@ConfigurationProperties("fairground.payments")
record PaymentSettings(
        @NotNull URI url,
        @NotBlank String apiKey,
        @NotEmpty List<@NotBlank String> webhookSecrets,
        @NotNull String rehearsalMethod,
        @NotNull Duration connectTimeout,
        @NotNull Duration answerTimeout) {}
