package dev.fairground.platform.practices;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the source can be read in a browser: the address that stands before {@code src/main/java/…}, ending in a slash.
 * Without it the page names the paths and links nowhere.
 */
@ConfigurationProperties("fairground.practices")
record PracticesSettings(@Nullable URI sourceUrl) {}
