package dev.fairground.platform.instance;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads {@code DATABASE_URL} as hosts hand it out, {@code postgres://user:pass@host:port/db?sslmode=require}, as well as in JDBC's own
 * form. It wins over {@code spring.datasource.*}, because a platform sets it without asking.
 */
class DatabaseUrl implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String url = environment.getProperty("DATABASE_URL");
        if (url != null && !url.isBlank()) {
            environment.getPropertySources().addFirst(new MapPropertySource("DATABASE_URL", read(url.strip())));
        }
    }

    static Map<String, Object> read(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return Map.of("spring.datasource.url", url);
        }
        if (!url.startsWith("postgres://") && !url.startsWith("postgresql://")) {
            throw new InvalidSettings("DATABASE_URL must start with postgres://, postgresql:// or jdbc:postgresql://.");
        }
        try {
            return read(URI.create(url));
        } catch (IllegalArgumentException malformed) {
            // The message of the cause quotes the URL, and with it the password.
            throw new InvalidSettings("DATABASE_URL is not a well-formed address; percent-encode special characters.");
        }
    }

    private static Map<String, Object> read(URI uri) {
        if (uri.getHost() == null
                || uri.getRawPath() == null
                || uri.getRawPath().length() < 2) {
            throw new InvalidSettings("DATABASE_URL needs a host and a database: postgres://user:pass@host/database.");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.datasource.url", "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query);
        credentials(uri.getRawUserInfo(), properties);
        return properties;
    }

    private static void credentials(@Nullable String userInfo, Map<String, Object> properties) {
        if (userInfo != null) {
            String[] parts = userInfo.split(":", 2);
            properties.put("spring.datasource.username", decoded(parts[0]));
            properties.put("spring.datasource.password", parts.length < 2 ? "" : decoded(parts[1]));
        }
    }

    /** Percent-decoding as in RFC 3986, where a plus sign is a plus sign. */
    private static String decoded(String text) {
        return URLDecoder.decode(
                text.replace("+", URLEncoder.encode("+", StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
