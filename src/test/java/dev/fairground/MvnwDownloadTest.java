package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Maven the committed {@code mvnw} takes, and that it downloads no other than the one that the checksum names. */
class MvnwDownloadTest {

    @TempDir
    Path temporary;

    private Machine machine;

    @BeforeEach
    void a_machine_with_a_clone_of_this_repository() {
        machine = Machine.in(temporary);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void an_installed_maven_that_is_new_enough_is_taken_and_an_older_one_is_not() {
        machine.jdk("usr/lib/jvm/25", "25");
        for (var enough : new String[] {"3.8.1", "3.9.12", "3.10.0", "4.0.0-rc-5"}) {
            machine.installMaven(enough);
            assertThat(machine.mvnw("verify").output()).contains("maven mvn ");
        }
        assertThat(machine.downloads()).isEqualTo(0);
        for (var old : new String[] {"2.2.1", "3.6.3", "3.7.0"}) {
            machine.installMaven(old);
            assertThat(machine.mvnw("verify").output()).contains("maven mvn ");
        }
        assertThat(machine.downloads()).isEqualTo(1);
    }

    @Test
    void maven_is_downloaded_once_and_kept() throws Exception {
        machine.jdk("usr/lib/jvm/25", "25");

        var first = machine.mvnw("verify");
        var second = machine.mvnw("verify");

        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).contains("downloading " + Machine.MAVEN, "maven mvn ");
        assertThat(second.output()).contains("maven mvn ").doesNotContain("downloading");
        assertThat(machine.downloads()).isEqualTo(1);
        assertThat(machine.kept()).hasSize(1);
    }

    @Test
    void wget_does_where_curl_is_missing_and_without_either_one_sentence_says_so() throws Exception {
        machine.jdk("usr/lib/jvm/25", "25");
        Files.delete(machine.at("bin/curl"));
        var refusal = machine.mvnw("verify");
        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal.lines()).singleElement().asString().contains("curl or wget");

        Shell.script(machine.at("bin/wget"), "/bin/cp '" + machine.at(Machine.MAVEN + "-bin.tar.gz") + "' \"$5\"");
        assertThat(machine.mvnw("verify").output()).contains("maven mvn ");
    }

    @Test
    void without_tar_nothing_is_downloaded() throws Exception {
        machine.jdk("usr/lib/jvm/25", "25");
        Files.delete(machine.at("bin/tar"));

        var refusal = machine.mvnw("verify");

        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal.lines()).singleElement().asString().contains("needs tar");
        assertThat(machine.downloads()).isEqualTo(0);
    }

    @Test
    void an_archive_with_another_checksum_is_refused_and_leaves_nothing_behind() throws Exception {
        machine.jdk("usr/lib/jvm/25", "25");
        machine.askFor("0".repeat(128));

        var refusal = machine.mvnw("verify");

        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal.output())
                .contains("checksum", "nothing was installed")
                .doesNotContain("maven mvn");
        assertThat(machine.kept()).isEmpty();
    }

    @Test
    void an_archive_that_cannot_be_had_is_named_and_leaves_nothing_behind() throws Exception {
        machine.jdk("usr/lib/jvm/25", "25");
        machine.close();

        var refusal = machine.mvnw("verify");

        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal.output()).contains("cannot download http://");
        assertThat(machine.kept()).isEmpty();
    }

    @Test
    void the_committed_download_is_apaches_archive_with_a_whole_checksum() throws Exception {
        assertThat(Files.readAllLines(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .anyMatch(
                        line -> line.matches(
                                "distributionUrl=https://archive\\.apache\\.org/dist/maven/maven-3/([0-9.]+)/binaries/apache-maven-\\1-bin\\.tar\\.gz"))
                .anyMatch(line -> line.matches("distributionSha512Sum=[0-9a-f]{128}"));
    }
}
