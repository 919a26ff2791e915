package dev.fairground.platform.web;

import dev.fairground.platform.practices.Shows;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Two versions of the API, told apart by the second path segment. Only {@code /api/} has versions; pages and probes have none. */
@Configuration(proxyBeanMethods = false)
@Shows("api-versioning")
class ApiVersions implements WebMvcConfigurer {

    /** A version that is never served. */
    private static final String NONE = "v0";

    @Override
    public void configureApiVersioning(ApiVersionConfigurer versions) {
        versions.useVersionResolver(ApiVersions::written)
                .setVersionRequired(false)
                .detectSupportedVersions(false)
                .addSupportedVersions("1", "2");
    }

    /**
     * The segment as the documents write it. The framework would take {@code V1}, {@code 1} and {@code banana1} for the same, and what else
     * goes by the path, such as the notice that a version ends, would not know them.
     */
    private static @Nullable String written(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!path.startsWith("/api/")) return null;
        String segment = path.split("/", 4)[2];
        return segment.matches("v[0-9]") ? segment : NONE;
    }
}
