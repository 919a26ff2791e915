package dev.fairground.platform.web;

import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The two dates in the life of version 1 of the API.
 *
 * @param deprecated from when on nobody should begin with it
 * @param sunset from when on it may be gone
 */
@ConfigurationProperties("fairground.api-v1")
record VersionOneSettings(Instant deprecated, Instant sunset) {

    VersionOneSettings {
        if (sunset.isBefore(deprecated)) {
            throw new IllegalArgumentException("Version 1 of the API cannot end before it is deprecated");
        }
    }
}
