package dev.fairground.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Proves("test-separate-databases")
class TestDatabaseTest {

    private final JdbcClient server = JdbcClient.create(new DriverManagerDataSource(TestDatabase.empty()));

    @Test
    void a_context_that_was_led_to_a_database_of_development_does_not_start() {
        server.sql("drop database if exists fairground").update();
        server.sql("create database fairground").update();
        var development = TestDatabase.empty().replaceFirst("/test_empty_\\d+", "/fairground");

        assertThatThrownBy(() -> started(development))
                .rootCause()
                .hasMessageContaining("no test made the database \"fairground\"");
    }

    @Test
    void a_context_with_a_copy_does() {
        assertThat(started(TestDatabase.copy())).isTrue();
    }

    /** A second JVM is what a second clone, or a second job on the same machine, would be. */
    @Test
    void two_runs_at_once_share_no_port_and_no_file() throws Exception {
        var first = places();
        var second = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dpostgres.letters=" + System.getProperty("postgres.letters", "builtin-locale"),
                        "-cp",
                        // Surefire's ends with a separator, which stands for the folder that we are in.
                        System.getProperty("java.class.path").replaceFirst(File.pathSeparator + "$", ""),
                        TestDatabaseTest.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var lines = said.lines().filter(line -> line.startsWith("at ")).toList();

        assertThat(second.waitFor()).as(said).isZero();
        assertThat(lines).hasSameSizeAs(first).doesNotContainAnyElementsOf(first);
        assertThat(server.sql("select 1").query(Integer.class).single())
                .as("the end of the second leaves the first alone")
                .isEqualTo(1);
    }

    /** The second run: tells where its things are, and ends. */
    public static void main(String[] arguments) throws IOException {
        places().forEach(System.out::println);
        System.exit(0);
    }

    private static List<String> places() {
        var jdbc = JdbcClient.create(new DriverManagerDataSource(TestDatabase.empty()));
        return List.of(
                "at " + jdbc.sql("show port").query(String.class).single(),
                "at " + jdbc.sql("show data_directory").query(String.class).single(),
                "at " + SimulatedProvider.url(),
                "at " + Outside.HUMAN_CHECK.uri(),
                "at " + Outside.MAIL.uri(),
                "at smtp " + Outside.MAIL.smtpPort());
    }

    private static boolean started(String url) {
        try (var context = new GenericApplicationContext()) {
            new ConfigDataApplicationContextInitializer().initialize(context);
            new TestEnvironment().initialize(context);
            context.registerBean(DataSource.class, () -> new DriverManagerDataSource(url));
            context.refresh();
            return context.isActive();
        }
    }
}
