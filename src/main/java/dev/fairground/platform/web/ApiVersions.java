package dev.fairground.platform.web;

import dev.fairground.platform.practices.Shows;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Two versions of the API, told apart by the second path segment. Only {@code /api/} has versions; pages and probes have none. */
@Configuration(proxyBeanMethods = false)
@Shows("api-versioning")
class ApiVersions implements WebMvcConfigurer {

    @Override
    public void configureApiVersioning(ApiVersionConfigurer versions) {
        versions.usePathSegment(1, path -> path.value().startsWith("/api/"))
                .setVersionRequired(false)
                .detectSupportedVersions(false)
                .addSupportedVersions("1", "2");
    }
}
