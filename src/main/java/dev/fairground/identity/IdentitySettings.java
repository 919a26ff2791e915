package dev.fairground.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Settings of identity. */
@Validated
@ConfigurationProperties("fairground.identity")
record IdentitySettings(@NotNull @Valid Siteverify humanCheck) {

    /**
     * Where the human check is, and how long we wait for it.
     *
     * @param url of the service as we reach it, without a path
     * @param publicUrl of the same service as browsers reach it
     * @param siteKey public; stands in the sign-up page
     */
    record Siteverify(
            @NotNull URI url,
            @NotNull URI publicUrl,
            @NotBlank String siteKey,
            @NotBlank String secret,
            @NotNull Duration connectTimeout,
            @NotNull Duration readTimeout) {}
}
