package dev.fairground.platform.web;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How much we take.
 *
 * @param bodyLimit of one request, whatever its handler would allow
 * @param bodyLimits in its place for paths of these patterns
 */
@ConfigurationProperties("fairground")
record InputSettings(DataSize bodyLimit, Map<String, DataSize> bodyLimits) {}
