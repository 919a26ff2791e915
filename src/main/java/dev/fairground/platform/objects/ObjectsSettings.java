package dev.fairground.platform.objects;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Where the local disk keeps objects; made at start if it is not there. */
@Validated
@ConfigurationProperties("fairground.objects")
record ObjectsSettings(@NotNull Path directory) {}
