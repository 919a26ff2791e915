package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the Dockerfile to its promises where no container engine runs. */
class DockerfileTest {

    @Test
    void images_are_built_on_pinned_ones_and_run_as_nobody_in_particular() throws Exception {
        var dockerfile = Files.readString(Path.of("Dockerfile"));
        var stages = Pattern.compile("(?m)^FROM (\\S+) AS (\\S+)$")
                .matcher(dockerfile)
                .results()
                .toList();
        var names = stages.stream().map(stage -> stage.group(2)).toList();

        assertThat(stages).hasSize((int)
                dockerfile.lines().filter(line -> line.startsWith("FROM ")).count());
        assertThat(stages).allMatch(stage -> names.contains(stage.group(1)) || ComposeTest.isPinned(stage.group(1)));
        assertThat(names).last().isEqualTo("app");
        for (var image : List.of("app", "simulators")) {
            var stage = dockerfile.split("(?m)^FROM \\S+ AS " + image + "$")[1].split("(?m)^FROM ")[0];
            assertThat(stage).containsPattern("(?m)^USER [1-9]\\d*$").containsPattern("(?m)^ENTRYPOINT \\[");
            assertThat(stage).contains("--owner=fairground .data\n"); // or nobody in particular could write there
        }
        assertThat(dockerfile.substring(dockerfile.indexOf(" AS app\n")))
                .containsPattern("(?m)^HEALTHCHECK .* /livez$");
    }

    @Test
    void what_the_dockerfile_copies_from_the_repository_exists() throws Exception {
        var copied = Pattern.compile("(?m)^COPY (?!--from)(\\S+) ")
                .matcher(Files.readString(Path.of("Dockerfile")))
                .results()
                .map(copy -> Path.of(copy.group(1)));

        assertThat(copied).isNotEmpty().allMatch(Files::exists);
    }
}
