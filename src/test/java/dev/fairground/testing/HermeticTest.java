package dev.fairground.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Every test runs among poisoned variables, in an odd zone and language (see surefire in pom.xml). Here one looks whether any got in. */
@FairgroundTest
@Proves("test-hermetic-env")
class HermeticTest {

    private final ConfigurableEnvironment environment;
    private final DataSource database;

    @Autowired
    HermeticTest(ConfigurableEnvironment environment, DataSource database) {
        this.environment = environment;
        this.database = database;
    }

    @Test
    void the_tests_run_among_poison() {
        assertThat(System.getenv())
                .containsKeys("DATABASE_URL", "SPRING_DATASOURCE_URL", "PAYMENTS_URL", "HTTPS_PROXY", "PORT");
        assertThat(poisoned(new StandardEnvironment())).contains("DATABASE_URL", "PAYMENTS_URL");
        assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("Pacific/Chatham"));
        assertThat("%.1f".formatted(1.5)).isEqualTo("1,5");
    }

    @Test
    void no_setting_of_the_application_under_test_has_any_of_it() {
        assertThat(poisoned(environment)).isEmpty();
    }

    @Test
    void it_speaks_to_the_database_of_the_tests() throws Exception {
        try (var connection = database.getConnection()) {
            assertThat(connection.getMetaData().getURL()).startsWith("jdbc:postgresql://localhost:");
        }
    }

    /** Names whose value, as the application reads it, holds a piece of the poison. */
    private static List<String> poisoned(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> Objects.requireNonNullElse(environment.getProperty(name), "")
                        .contains("poison"))
                .toList();
    }
}
