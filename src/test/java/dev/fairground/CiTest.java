package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@code .ci/run} in a repository whose programs only pretend, and fail where the test says. */
@Proves("deploy-ci")
class CiTest {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath();
    private static final Pattern STAGE = Pattern.compile("run_stage ([a-z-]+)");

    @TempDir
    Path temporary;

    private final Map<String, String> environment = new HashMap<>();
    private Path repository;

    static Stream<String> stages() throws Exception {
        return STAGE.matcher(Files.readString(REPOSITORY.resolve(".ci/run")))
                .results()
                .map(stage -> stage.group(1));
    }

    @BeforeEach
    void a_repository_whose_programs_pretend() throws Exception {
        repository = Files.createDirectories(temporary.toRealPath().resolve("repository"));
        var bin = temporary.toRealPath().resolve("bin");
        environment.putAll(Map.of(
                "PATH",
                bin + ":/usr/bin:/bin",
                "HOME",
                temporary.toString(),
                "TMPDIR",
                temporary.toString(),
                "UP",
                temporary.resolve("up").toString(),
                "CI",
                "true",
                "PLANTED",
                "nowhere"));
        Shell.script(
                repository.resolve("mvnw"),
                "case \"$*\" in",
                "  *postgres-floor*) [ \"$PLANTED\" != otherwise ] ;;",
                "  *verify) [ \"$PLANTED\" != verify ] ;;",
                "  *) [ \"$PLANTED\" != start ] || exit 1; : >\"$UP\"; exec sleep 60 ;;",
                "esac");
        for (var stage : List.of("fix", "gates", "jar", "measured", "release", "start-stop")) {
            Shell.script(repository.resolve("ops/test/" + stage), "[ \"$PLANTED\" != " + stage + " ]");
        }
        Shell.script(repository.resolve("ops/tour"), "[ \"$PLANTED\" != tour ]");
        Shell.script(repository.resolve("ops/crash"), "[ \"$PLANTED\" != crash ]");
        Shell.script(repository.resolve("ops/bench/outage"), "[ \"$PLANTED\" != outage ]");
        Shell.script(repository.resolve("ops/install-debian-tools"), "[ \"$PLANTED\" != tools ]");
        Shell.script(repository.resolve("ops/nginx/nginx.conf"));
        Shell.script(bin.resolve("nginx"), "[ \"$PLANTED\" != proxy ]");
        Shell.script(bin.resolve("curl"), "[ -e \"$UP\" ] && echo Fairground");
        Shell.script(bin.resolve("pgrep"), "[ \"$PLANTED\" != stop ] || echo 7 java");
        Shell.script(bin.resolve("pkill"));
        Shell.script(
                bin.resolve("git"),
                "[ \"$1 $PLANTED\" != 'clone clone' ] || exit 1",
                "PATH=/usr/bin:/bin exec git -c user.name=nobody -c user.email=nobody@fairground.test \"$@\"");
        Files.createDirectories(repository.resolve(".ci"));
        Files.writeString(
                repository.resolve(".ci/run"),
                Files.readString(REPOSITORY.resolve(".ci/run")).replace("patience=60", "patience=0"));
        git("init", "--quiet");
        git("add", ".");
        git("commit", "--quiet", "--message", "Pretend");
        git("commit", "--quiet", "--allow-empty", "--message", "Fix what was pretended");
    }

    @Test
    void it_passes_and_says_how_long_each_stage_took() throws Exception {
        var run = run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .contains(stages().map(stage -> "== " + stage + ": ").toList());
        assertThat(run.lines().getLast()).startsWith("== All stages passed in ");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void a_fault_in_a_stage_ends_it_there_with_the_stage_s_name(String stage) throws Exception {
        environment.put("PLANTED", stage);

        var run = run();

        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.lines().getLast()).startsWith("== Stage '" + stage + "' failed.");
        assertThat(run.output())
                .doesNotContain(stages().dropWhile(each -> !each.equals(stage))
                        .map(later -> "== " + later + ": ")
                        .toList());
    }

    @Test
    void what_does_not_call_itself_a_fix_need_not_prove_one() {
        environment.put("PLANTED", "fix");
        git("commit", "--quiet", "--allow-empty", "--message", "Pretend more");

        assertThat(run().lines()).contains("== Skipped fix: no subject here begins with it.");
    }

    private Shell.Finished run() {
        return Shell.run(
                temporary, environment, "bash", repository.resolve(".ci/run").toString());
    }

    private void git(String... arguments) {
        var command = Stream.concat(
                Stream.of("git", "-c", "user.name=nobody", "-c", "user.email=nobody@fairground.test"),
                Stream.of(arguments));
        var made = Shell.run(
                repository,
                Map.of("PATH", "/usr/bin:/bin", "HOME", temporary.toString()),
                command.toArray(String[]::new));
        assertThat(made.exitCode()).as(made.output()).isZero();
    }
}
