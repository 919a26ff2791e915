package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shell behind {@code ops/*} and the containers, in a copy of the repository whose path has a space. */
class OpsScriptsTest {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath();

    @TempDir
    Path temporary;

    private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
    private Path clone;

    @BeforeEach
    void a_clone_whose_maven_and_java_say_what_they_were_asked() throws Exception {
        clone = Files.createDirectories(temporary.toRealPath().resolve("my clone"));
        for (var file :
                List.of("ops/run", "ops/help", "ops/container/with-secrets", ".mvn/jdk.sh", ".mvn/classes.sh")) {
            Files.createDirectories(clone.resolve(file).getParent());
            Files.copy(REPOSITORY.resolve(file), clone.resolve(file));
        }
        Shell.script(
                clone.resolve("mvnw"),
                "echo \"compiled by $*\" >&2",
                "mkdir -p target",
                "printf one.jar >target/ops.classpath");
        var jdk = clone.resolve("a jdk");
        Shell.script(jdk.resolve("bin/javac"));
        Shell.script(jdk.resolve("bin/java"), "for argument; do echo \"java $argument\"; done");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        environment.put("JAVA_HOME", jdk.toString());
        Files.createDirectories(clone.resolve("src/ops/java"));
        Files.createDirectories(clone.resolve("db"));
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
    }

    @Test
    void a_command_is_compiled_at_its_first_use_and_runs_with_its_arguments_as_given() throws Exception {
        Shell.script(clone.resolve("ops/tour"), "# Plays the story.", "exec \"$(dirname -- \"$0\")/run\" Tour \"$@\"");

        var first = Shell.run(temporary, environment, clone.resolve("ops/tour").toString(), "--at", "two words", "");
        var second = Shell.run(temporary, environment, clone.resolve("ops/tour").toString());

        assertThat(first.lines())
                .filteredOn(line -> line.startsWith("compiled"))
                .hasSize(1);
        assertThat(first.lines()).endsWith("java dev.fairground.ops.Tour", "java --at", "java two words", "java ");
        assertThat(first.output())
                .contains("java " + clone + "/target/test-classes:" + clone + "/target/classes:one.jar\n");
        assertThat(second.exitCode()).isZero();
        assertThat(second.output()).doesNotContain("compiled");
    }

    @Test
    void a_changed_or_deleted_source_is_compiled_again() throws Exception {
        var source = Files.writeString(clone.resolve("src/ops/java/Tour.java"), "class Tour {}");
        assertThat(tour().output()).contains("compiled");
        assertThat(tour().output()).doesNotContain("compiled");

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(tour().output()).contains("compiled");

        Files.delete(source);
        Files.setLastModifiedTime(
                source.getParent(), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(tour().output()).contains("compiled");
    }

    @Test
    void a_source_that_does_not_compile_stops_the_command_and_is_compiled_again_next_time() {
        Shell.script(clone.resolve("mvnw"), "echo broken; exit 1");

        for (var attempt : List.of("first", "second")) {
            var refusal = tour();
            assertThat(refusal.exitCode()).as(attempt).isEqualTo(1);
            assertThat(refusal.output()).contains("broken").doesNotContain("java ");
        }
    }

    @Test
    void every_command_says_in_its_second_line_what_it_does() {
        var help = Shell.run(REPOSITORY, environment, "ops/help");

        assertThat(help.lines()).isNotEmpty().allMatch(line -> line.matches("ops/(bench/)?[a-z][a-z-]*\\s+[A-Z].*\\."));
    }

    @Test
    void a_container_counts_as_healthy_only_while_it_answers_200() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/livez", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        var port = String.valueOf(server.getAddress().getPort());
        try {
            assertThat(answers(port, "/livez")).isZero();
            assertThat(answers(port, "/readyz")).isNotZero();
            assertThat(answers(port, "/nowhere")).isNotZero();
        } finally {
            server.stop(0);
        }
        assertThat(answers(port, "/livez")).isNotZero();
    }

    @Test
    void a_simulator_is_given_its_secrets_by_the_names_of_their_files() throws Exception {
        var secrets = Files.createDirectory(clone.resolve("some secrets"));
        Files.writeString(secrets.resolve("PAYMENTS_API_KEY"), "one two=$HOME");
        environment.put("SECRETS", secrets.toString());

        var told =
                Shell.run(clone, environment, "ops/container/with-secrets", "sh", "-c", "echo \"$PAYMENTS_API_KEY\"");

        assertThat(told.output()).isEqualTo("one two=$HOME\n");
    }

    @Test
    void compose_secrets_are_made_once_shared_by_need_and_readable_by_nobody_else() throws Exception {
        for (var folder : List.of("app", "database", "payments", "human-check", "push", "objects")) {
            Files.createDirectories(clone.resolve("secrets").resolve(folder));
        }
        environment.put("SECRETS", clone.resolve("secrets").toString());
        var make = REPOSITORY.resolve("ops/compose/make-secrets").toString();

        assertThat(Shell.run(clone, environment, make).exitCode()).isZero();
        var first = secrets();
        assertThat(Shell.run(clone, environment, make).exitCode()).isZero();

        assertThat(secrets()).isEqualTo(first);
        assertThat(first.values()).allMatch(secret -> secret.length() >= 64 && secret.equals(secret.strip()));
        assertThat(first.get("app/DATABASE_URL"))
                .isEqualTo("postgres://fairground_web:" + first.get("database/web_password")
                        + "@database:5432/fairground");
        assertThat(first.get("app/DATABASE_WORKER_URL"))
                .isEqualTo("postgres://fairground_worker:" + first.get("database/worker_password")
                        + "@database:5432/fairground");
        assertThat(first.get("app/DATABASE_MIGRATOR_URL"))
                .isEqualTo("postgres://fairground:" + first.get("database/password") + "@database:5432/fairground");
        for (var shared : List.of(
                "payments/PAYMENTS_API_KEY",
                "payments/PAYMENTS_WEBHOOK_SECRETS",
                "human-check/HUMAN_CHECK_SECRET",
                "push/PUSH_API_KEY",
                "push/PUSH_WEBHOOK_SECRETS",
                "objects/OBJECTS_SECRET")) {
            assertThat(first.get("app/" + Path.of(shared).getFileName())).isEqualTo(first.get(shared));
        }
        // The app holds a copy of six.
        assertThat(first.values().stream().distinct()).hasSize(first.size() - 6);
    }

    private Map<String, String> secrets() throws IOException {
        var root = clone.resolve("secrets");
        try (var files = Files.walk(root)) {
            var secrets = new HashMap<String, String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                secrets.put(root.relativize(file).toString(), Files.readString(file));
            }
            return secrets;
        }
    }

    private Shell.Finished tour() {
        return Shell.run(clone, environment, "ops/run", "Tour");
    }

    private int answers(String port, String path) {
        return Shell.run(REPOSITORY, environment, "bash", "ops/container/answers", port, path)
                .exitCode();
    }
}
