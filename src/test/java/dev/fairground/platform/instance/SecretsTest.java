package dev.fairground.platform.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

class SecretsTest {

    private static final String GOOD = "0123456789abcdef0123456789abcdef";

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("DATABASE_URL", "postgres://fairground:word@db/fairground")
            .withProperty("MAIL_URL", "smtp://mail:1025")
            .withProperty("FAIRGROUND_SECRET", GOOD)
            .withProperty("PAYMENTS_API_KEY", GOOD)
            .withProperty("PAYMENTS_WEBHOOK_SECRETS", GOOD + "," + GOOD)
            .withProperty("HUMAN_CHECK_SECRET", GOOD);

    @Test
    void production_starts_with_real_secrets() {
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void every_missing_short_or_well_known_secret_is_named_and_none_is_quoted() {
        environment.setProperty("DATABASE_URL", " ");
        environment.setProperty("FAIRGROUND_SECRET", "development-only-0123456789abcdef0123456789");
        environment.setProperty("PAYMENTS_API_KEY", "");
        environment.setProperty("PAYMENTS_WEBHOOK_SECRETS", GOOD + ",tooshort");
        environment.setProperty("FAIRGROUND_SECRET_PREVIOUS", "tooshort");

        assertThatThrownBy(this::start)
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("Production does not start with these settings: DATABASE_URL is missing, "
                        + "FAIRGROUND_SECRET is a development value, "
                        + "FAIRGROUND_SECRET_PREVIOUS is shorter than 32 characters, PAYMENTS_API_KEY is missing, "
                        + "PAYMENTS_WEBHOOK_SECRETS is shorter than 32 characters.");
    }

    @Test
    void development_starts_with_what_it_likes() {
        environment.setProperty("fairground.environment", "development");
        environment.setProperty("FAIRGROUND_SECRET", "development-only-x");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void a_mounted_file_counts_as_the_variable_of_its_name(@TempDir Path secrets) throws IOException {
        Files.writeString(secrets.resolve("FAIRGROUND_SECRET"), GOOD + "\n");
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MockEnvironment()
                        .withProperty("spring.config.import", "configtree:" + secrets + "/")
                        .getPropertySources()
                        .iterator()
                        .next());
        ConfigDataEnvironmentPostProcessor.applyTo(environment, new DefaultResourceLoader(), null);

        assertThat(environment.getProperty("fairground.secret")).isEqualTo(GOOD);
    }

    private void start() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment);
            context.register(Secrets.class);
            context.refresh();
        }
    }
}
