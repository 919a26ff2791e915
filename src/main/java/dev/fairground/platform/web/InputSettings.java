package dev.fairground.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How much we take.
 *
 * @param bodyLimit of one request, whatever its handler would allow
 */
@ConfigurationProperties("fairground")
record InputSettings(DataSize bodyLimit) {}
