package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code ops/test/measured} in a repository with one bench. */
@Proves("perf-measure-first")
class MeasuredTest {

    private static final String FIGURES = "ops/bench/reads: 410 a second before, 820 after.";

    @TempDir
    Path temporary;

    private Path repository;

    @BeforeEach
    void a_repository_with_one_bench() throws Exception {
        repository = Files.createDirectories(temporary.toRealPath().resolve("repository"));
        Shell.script(repository.resolve("ops/bench/reads"));
        Files.createDirectories(repository.resolve("ops/test"));
        Files.copy(Documents.repository().resolve("ops/test/measured"), repository.resolve("ops/test/measured"));
        git("init", "--quiet", "--initial-branch", "main");
        git("add", "--all");
        committed("Read a list", "");
    }

    @Test
    void a_change_for_speed_with_its_figures_is_taken() {
        committed("Speed up the list", FIGURES);

        var judged = measured();

        assertThat(judged.exitCode()).as(judged.output()).isZero();
        assertThat(judged.output()).startsWith("Measured by ops/bench/reads: ").contains("Speed up the list");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            It feels much quicker now.                       | name the command under ops/bench
            ops/bench/guess: 410 a second before, 820 after. | there is no ops/bench/guess
            ops/bench/reads: 820 a second after.             | say what ops/bench/reads printed before
            ops/bench/reads: slow before, 820 before noon.   | say what ops/bench/reads printed after
            """)
    void a_change_for_speed_without_them_is_refused(String said, String why) {
        committed("Speed up the list", said);

        refused(why);
    }

    @Test
    void so_is_one_that_a_merge_brings() {
        git("checkout", "--quiet", "-b", "quick");
        committed("Speed up the list", "It feels much quicker now.");
        committed("Say so", "");
        git("checkout", "--quiet", "main");
        git("merge", "--quiet", "--no-ff", "--message", "Merge what is quick", "quick");

        refused("Speed up the list: name the command");
    }

    @Test
    void nothing_is_asked_of_others() {
        committed("Sort the list", "It feels much quicker now.");

        assertThat(measured().exitCode()).isZero();
    }

    private void refused(String why) {
        var judged = measured();
        assertThat(judged.exitCode()).as(judged.output()).isEqualTo(1);
        assertThat(judged.output()).startsWith("measured: ").contains(why);
    }

    private Shell.Finished measured() {
        return Shell.run(repository, environment(), "bash", "ops/test/measured");
    }

    private void committed(String subject, String body) {
        git("commit", "--quiet", "--allow-empty", "--message", subject, "--message", body);
    }

    private void git(String... arguments) {
        var identity = Stream.of("git", "-c", "user.name=nobody", "-c", "user.email=nobody@fairground.test");
        var made = Shell.run(
                repository,
                environment(),
                Stream.concat(identity, Stream.of(arguments)).toArray(String[]::new));
        assertThat(made.exitCode()).as(made.output()).isZero();
    }

    private Map<String, String> environment() {
        return Map.of("PATH", "/usr/bin:/bin", "HOME", temporary.toString(), "TMPDIR", temporary.toString());
    }
}
