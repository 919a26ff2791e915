package dev.fairground.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairground.testing.Api;
import dev.fairground.testing.Documents;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FairgroundTest
@Proves("deploy-commit-surfaced")
class ReleaseHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void header_page_endpoint_and_metric_name_the_commit_that_was_built() throws Exception {
        String commit = commitOfTheBuild();
        var api = Api.at(port);

        for (String path : List.of("/", "/practices", "/no-such-page", "/livez", "/api/v1/nothing")) {
            var answer = api.with("Accept", "text/html").get(path);
            assertThat(answer.header("X-Release")).as(path).isEqualTo(commit);
            if (answer.header("Content-Type").startsWith("text/html")) {
                assertThat(answer.text())
                        .as(path)
                        .contains(
                                "<meta name=\"release\" content=\"" + commit + "\">", "Release <code>" + commit + "<");
            }
        }
        assertThat(api.get("/version").at("/release")).isEqualTo(commit);
        assertThat(Objects.requireNonNull(
                        meters.get("release.info").gauge().getId().getTag("release")))
                .isEqualTo(commit);
    }

    /** Asked of git itself; the file of the build only says how many digits it shortens to. */
    private static String commitOfTheBuild() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(Documents.repository().resolve(".git")),
                "a source archive has no commit, and in a linked worktree the build reads the main tree's");
        var built = new Properties();
        try (var file = ReleaseHttpTest.class.getResourceAsStream("/git.properties")) {
            built.load(Objects.requireNonNull(file));
        }
        var git = new ProcessBuilder("git", "rev-parse", "HEAD")
                .directory(Documents.repository().toFile())
                .start();
        String head = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(git.waitFor()).isZero();
        return head.substring(0, built.getProperty("git.commit.id.abbrev").length());
    }
}
