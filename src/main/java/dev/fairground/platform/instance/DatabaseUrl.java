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
 * form. It wins over {@code spring.datasource.*}, because a platform sets it without asking. Where there are roles for the other kinds of
 * work, each has a variable of its own; without that it uses this one.
 */
class DatabaseUrl implements EnvironmentPostProcessor {

    /** How the names of what this adds to the environment begin. */
    private static final String SOURCE = "database address ";

    private static final String MIGRATOR = "spring.flyway.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        read(environment, "DATABASE_URL", "spring.datasource.", "username");
        read(environment, "DATABASE_WORKER_URL", "fairground.database.worker.", "username");
        read(environment, "DATABASE_FOLLOWER_URL", "fairground.database.follower.", "username");
        // Flyway has a connection of its own either way: a migration may take longer than the limits of our pools
        // allow.
        if (!read(environment, "DATABASE_MIGRATOR_URL", MIGRATOR, "user")) {
            read(environment, "DATABASE_URL", MIGRATOR, "user");
        }
    }

    private static boolean read(ConfigurableEnvironment environment, String variable, String prefix, String user) {
        String url = environment.getProperty(variable, "").strip();
        if (url.isEmpty()) return false;
        var properties = new HashMap<String, Object>();
        read(variable, url)
                .forEach((name, value) -> properties.put(prefix + (name.equals("username") ? user : name), value));
        if (prefix.equals(MIGRATOR))
            properties.computeIfPresent("spring.flyway.url", (_, known) -> named((String) known));
        environment.getPropertySources().addFirst(new MapPropertySource(SOURCE + prefix, properties));
        return true;
    }

    /** So that the database's list of sessions tells who holds the locks of a migration. */
    private static String named(String url) {
        return url + (url.contains("?") ? "&" : "?") + "ApplicationName=fairground-migrations";
    }

    /** Its {@code url}, {@code username} and {@code password}, as far as they are there. */
    static Map<String, Object> read(String variable, String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return Map.of("url", url);
        }
        if (!url.startsWith("postgres://") && !url.startsWith("postgresql://")) {
            throw new InvalidSettings(variable + " must start with postgres://, postgresql:// or jdbc:postgresql://.");
        }
        try {
            return read(variable, URI.create(url));
        } catch (IllegalArgumentException malformed) {
            // The message of the cause quotes the URL, and with it the password.
            throw new InvalidSettings(variable + " is not a well-formed address; percent-encode special characters.");
        }
    }

    private static Map<String, Object> read(String variable, URI uri) {
        if (uri.getHost() == null
                || uri.getRawPath() == null
                || uri.getRawPath().length() < 2) {
            throw new InvalidSettings(variable + " needs a host and a database: postgres://user:pass@host/database.");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Map<String, Object> properties = new HashMap<>();
        properties.put("url", "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query);
        credentials(uri.getRawUserInfo(), properties);
        return properties;
    }

    private static void credentials(@Nullable String userInfo, Map<String, Object> properties) {
        if (userInfo != null) {
            String[] parts = userInfo.split(":", 2);
            properties.put("username", decoded(parts[0]));
            properties.put("password", parts.length < 2 ? "" : decoded(parts[1]));
        }
    }

    /** Percent-decoding as in RFC 3986, where a plus sign is a plus sign. */
    private static String decoded(String text) {
        return URLDecoder.decode(
                text.replace("+", URLEncoder.encode("+", StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
