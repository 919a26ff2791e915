package dev.fairground.platform.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Proves;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

@Proves("sec-secrets-env")
class SecretsTest {

    /** Nothing is a good value of these. */
    private static final Set<String> OPTIONAL = Set.of(
            "FAIRGROUND_INSTANCES",
            "FAIRGROUND_SECRET_PREVIOUS",
            "FAIRGROUND_TRUSTED_PROXIES",
            "MAIL_REHEARSAL_ADDRESS",
            "MAIL_WEBHOOK_SECRETS",
            "OBJECTS_URL",
            "PAYMENTS_REHEARSAL_METHOD",
            "PUSH_URL");

    private static final String GOOD = "0123456789abcdef0123456789abcdef";

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("DATABASE_URL", "postgres://fairground:word@db/fairground")
            .withProperty("FAIRGROUND_BASE_URL", "https://fairground.test")
            .withProperty("FAIRGROUND_SECRET", GOOD)
            .withProperty("HUMAN_CHECK_URL", "https://human.test")
            .withProperty("HUMAN_CHECK_SITE_KEY", "site")
            .withProperty("HUMAN_CHECK_SECRET", GOOD)
            .withProperty("MAIL_URL", "smtp://mail:1025")
            .withProperty("MAIL_FROM", "Fairground <no-reply@fairground.test>")
            .withProperty("PAYMENTS_URL", "https://payments.test")
            .withProperty("PAYMENTS_API_KEY", GOOD)
            .withProperty("PAYMENTS_WEBHOOK_SECRETS", GOOD + "," + GOOD);

    @Test
    void production_starts_with_real_secrets() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void every_missing_short_or_well_known_secret_is_named_and_none_is_quoted() {
        environment.setProperty("DATABASE_URL", " ");
        environment.setProperty("FAIRGROUND_SECRET", "development-only-0123456789abcdef0123456789");
        environment.setProperty("HUMAN_CHECK_SITE_KEY", "development-only-site-key");
        environment.setProperty("PAYMENTS_API_KEY", "");
        environment.setProperty("PAYMENTS_WEBHOOK_SECRETS", GOOD + ",tooshort");
        environment.setProperty("FAIRGROUND_SECRET_PREVIOUS", "tooshort");

        assertThatThrownBy(this::check)
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("Production does not start with these settings: DATABASE_URL is missing, "
                        + "FAIRGROUND_SECRET is a development value, "
                        + "FAIRGROUND_SECRET_PREVIOUS is shorter than 32 characters, "
                        + "HUMAN_CHECK_SITE_KEY is a development value, PAYMENTS_API_KEY is missing, "
                        + "PAYMENTS_WEBHOOK_SECRETS is shorter than 32 characters.");
    }

    @Test
    void each_that_has_a_development_value_is_refused_by_its_name() {
        for (var setting : List.of(
                "DATABASE_URL",
                "FAIRGROUND_SECRET",
                "FAIRGROUND_SECRET_PREVIOUS",
                "HUMAN_CHECK_SECRET",
                "MAIL_WEBHOOK_SECRETS",
                "PAYMENTS_API_KEY",
                "PAYMENTS_WEBHOOK_SECRETS")) {
            String good = Objects.toString(environment.getProperty(setting), "");
            environment.setProperty(setting, "development-only-0123456789abcdef0123456789");

            assertThatThrownBy(this::check)
                    .hasMessage(
                            "Production does not start with these settings: " + setting + " is a development value.");

            environment.setProperty(setting, good);
        }
    }

    @Test
    void an_object_store_needs_its_secrets_as_soon_as_it_has_an_address() {
        environment.setProperty("OBJECTS_URL", "https://objects.fairground.test");
        environment.setProperty("OBJECTS_SECRET", "tooshort");

        assertThatThrownBy(this::check)
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("Production does not start with these settings: OBJECTS_KEY is missing, "
                        + "OBJECTS_SECRET is shorter than 32 characters.");
    }

    @Test
    void a_push_gateway_needs_its_secrets_as_soon_as_it_has_an_address() {
        environment.setProperty("PUSH_URL", "https://push.fairground.test");
        environment.setProperty("PUSH_WEBHOOK_SECRETS", GOOD + ",tooshort");

        assertThatThrownBy(this::check)
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("Production does not start with these settings: PUSH_API_KEY is missing, "
                        + "PUSH_WEBHOOK_SECRETS is shorter than 32 characters.");
    }

    @Test
    void development_starts_with_what_it_likes() {
        environment.setProperty("fairground.environment", "development");
        environment.setProperty("FAIRGROUND_SECRET", "development-only-x");
        assertThatCode(this::check).doesNotThrowAnyException();
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

    /** Every setting whose default is nothing, so that a new one cannot be forgotten in the check. */
    @Test
    void what_the_configuration_has_no_default_for_is_demanded_by_name() throws IOException {
        var withoutDefault = Pattern.compile("\\$\\{([A-Z_]+):}")
                .matcher(new ClassPathResource("application.yml").getContentAsString(StandardCharsets.UTF_8))
                .results()
                .map(setting -> setting.group(1))
                .filter(setting -> !OPTIONAL.contains(setting))
                .collect(Collectors.toSet());

        assertThat(withoutDefault).hasSizeGreaterThan(8).allSatisfy(setting -> {
            var nothing = new MockEnvironment()
                    .withProperty("OBJECTS_URL", "https://objects.fairground.test")
                    .withProperty("PUSH_URL", "https://push.fairground.test");
            assertThatThrownBy(() -> Secrets.check(nothing)).hasMessageContaining(setting + " is missing");
        });
    }

    @Test
    void the_configuration_holds_no_secret_but_the_names_of_the_variables_that_do() throws IOException {
        var values = Pattern.compile("(?m)^ *[a-z-]*(?:secret|key|password)(?:s|-previous)?: *(.*)$")
                .matcher(new ClassPathResource("application.yml").getContentAsString(StandardCharsets.UTF_8))
                .results()
                .map(setting -> setting.group(1))
                .toList();

        assertThat(values).hasSizeGreaterThan(4).allMatch(value -> value.matches("\\$\\{[A-Z_]+:}( +#.*)?"));
    }

    @Test
    void compose_gives_its_app_all_that_production_demands(@TempDir Path secrets) throws Exception {
        for (var folder : List.of("app", "database", "objects", "payments", "human-check", "push")) {
            Files.createDirectory(secrets.resolve(folder));
        }
        var making = new ProcessBuilder("ops/compose/make-secrets").inheritIO();
        making.environment().put("SECRETS", secrets.toString());
        assertThat(making.start().waitFor()).isZero();
        var compose = new JsonMapper().valueToTree(new Yaml().load(Files.readString(Path.of("docker-compose.yml"))));

        var given = new MockEnvironment();
        compose.at("/services/app/environment")
                .properties()
                .forEach(variable -> given.setProperty(
                        variable.getKey(), variable.getValue().asString().replaceFirst("^\\$\\{\\w+:-(.*)}$", "$1")));
        try (var files = Files.list(secrets.resolve("app"))) {
            for (var file : files.toList()) {
                given.setProperty(file.getFileName().toString(), Files.readString(file));
            }
        }

        assertThatCode(() -> Secrets.check(given)).doesNotThrowAnyException();
    }

    private void check() {
        Secrets.check(environment);
    }
}
