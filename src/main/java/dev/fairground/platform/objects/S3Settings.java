package dev.fairground.platform.objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * A store that speaks S3, and how it knows us.
 *
 * @param url its address without the bucket, which follows in the path; none keeps objects on the local disk
 * @param key the name of our key, {@code secret} the key itself
 * @param connectTimeout until there is a connection
 * @param answerTimeout until the whole answer is here
 */
@Validated
@ConfigurationProperties("fairground.objects.s3")
record S3Settings(
        @Nullable URI url,
        @NotBlank String bucket,
        @NotBlank String region,
        @NotNull String key,
        @NotNull String secret,
        @NotNull Duration connectTimeout,
        @NotNull Duration answerTimeout) {

    boolean isGiven() {
        return url != null && !url.toString().isEmpty();
    }
}
