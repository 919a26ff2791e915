package dev.fairground.platform.observability;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Decides, before the first line is written, how lines look: JSON (ECS) in production, text for a person elsewhere, whatever
 * {@code LOG_FORMAT} says ({@code ecs} or {@code text}) before both. Tells the log which release it speaks of.
 */
class LogSettings implements EnvironmentPostProcessor, Ordered {

    private static final String FORMAT = "logging.structured.format.console";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("logs", settings(environment, release())));
    }

    static Map<String, Object> settings(PropertyResolver environment, String release) {
        var settings = new HashMap<String, Object>();
        settings.put("fairground.release", release);
        boolean production =
                environment.getProperty("fairground.environment", "production").equalsIgnoreCase("production");
        String format = environment.getProperty("LOG_FORMAT", production ? "ecs" : "text");
        if (!format.equalsIgnoreCase("text")) {
            settings.put(FORMAT, format);
        }
        return settings;
    }

    /** The commit, as everywhere; a source archive has none. */
    private static String release() {
        var file = new ClassPathResource("git.properties");
        try {
            Properties git = file.exists() ? PropertiesLoaderUtils.loadProperties(file) : new Properties();
            return git.getProperty("git.commit.id.abbrev", "unknown");
        } catch (IOException unreadable) {
            throw new IllegalStateException("The jar is damaged", unreadable);
        }
    }

    /** After the settings files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
