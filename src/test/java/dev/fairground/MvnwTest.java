package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK the committed {@code mvnw} takes, and what it hands on. */
class MvnwTest {

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
    void java_home_wins_when_it_is_a_jdk_25() {
        machine.jdk("usr/lib/jvm/a25", "25.0.1");
        machine.set("JAVA_HOME", machine.jdk("mine", "25"));
        machine.installMaven("3.8.7");

        assertThat(machine.mvnw("verify").output()).contains("on " + machine.at("mine") + "\n");
    }

    @Test
    void an_older_java_home_and_an_older_java_on_the_path_give_way_to_the_jdk_25_beside_them() throws Exception {
        machine.set("JAVA_HOME", machine.jdk("usr/lib/jvm/java-17", "17.0.15"));
        machine.jdk("usr/lib/jvm/java-2", "2.5");
        machine.jdk("usr/lib/jvm/java-250", "250.1");
        var wanted = machine.jdk("usr/lib/jvm/temurin 25", "25.0.3");
        Files.createSymbolicLink(machine.at("bin/java"), machine.at("usr/lib/jvm/java-17/bin/java"));
        machine.installMaven("3.8.7");

        assertThat(machine.mvnw("verify").output()).contains("on " + wanted + "\n");
    }

    @Test
    void the_java_on_the_path_is_followed_through_links_before_other_places_are_searched() throws Exception {
        machine.jdk("usr/lib/jvm/also-25", "25.0.3");
        var wanted = machine.jdk("somewhere/else", "25.0.3");
        Files.createDirectories(machine.at("etc"));
        Files.createSymbolicLink(machine.at("etc/java"), wanted.resolve("bin/java"));
        Files.createSymbolicLink(machine.at("bin/java"), Path.of("../etc/java"));
        machine.installMaven("3.8.7");

        assertThat(machine.mvnw("verify").output()).contains("on " + wanted + "\n");
    }

    @Test
    void jdks_of_people_and_of_macos_are_found() {
        machine.installMaven("3.8.7");
        for (var place : new String[] {
            "home/.sdkman/candidates/java/25.0.3-tem",
            "home/.jdks/temurin-25.0.3",
            "opt/jdk-25",
            "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
            "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home"
        }) {
            var wanted = machine.jdk(place, "25.0.3");
            assertThat(machine.mvnw("verify").output()).contains("on " + wanted + "\n");
            assertThat(wanted.resolve("release").toFile().delete()).isTrue();
        }
    }

    @Test
    void the_register_of_macos_is_asked_last_and_not_believed_about_another_version() {
        machine.installMaven("3.8.7");
        var offered = machine.jdk("elsewhere/26", "26");
        Shell.script(machine.at("usr/libexec/java_home"), "echo '" + offered + "'");
        assertThat(machine.mvnw("verify").exitCode()).isEqualTo(1);

        machine.jdk("elsewhere/26", "25.0.3");
        assertThat(machine.mvnw("verify").output()).contains("on " + offered + "\n");
    }

    @Test
    void without_a_jdk_25_one_sentence_says_where_to_get_it() throws Exception {
        machine.jdk("usr/lib/jvm/java-17", "17.0.15");
        Files.delete(machine.jdk("usr/lib/jvm/a-jre", "25.0.3").resolve("bin/javac"));
        machine.installMaven("3.8.7");

        var refusal = machine.mvnw("verify");

        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal.lines())
                .singleElement()
                .asString()
                .contains("No JDK 25", "https://adoptium.net", "JAVA_HOME");
    }

    @Test
    void arguments_pass_untouched() {
        machine.jdk("usr/lib/jvm/25", "25");
        machine.installMaven("3.9.12");

        assertThat(machine.mvnw("verify", "-Dsay=two words", "", "a*b", "\"quoted\"")
                        .lines())
                .endsWith(
                        "argument verify",
                        "argument -Dsay=two words",
                        "argument ",
                        "argument a*b",
                        "argument \"quoted\"");
    }

    @Test
    void bare_it_compiles_what_has_changed_from_any_folder_and_then_becomes_fairground() throws Exception {
        var jdk = machine.jdk("usr/lib/jvm/25", "25");
        Shell.script(jdk.resolve("bin/java"), "echo \"java in $(pwd)\"", "echo \"$*\"", "exit 3");
        machine.installMaven("3.9.12");
        var mvnw = machine.repository().resolve("mvnw").toString();

        var compiled = Files.createDirectories(machine.repository().resolve("target/maven-status"));

        var first = machine.run(temporary, mvnw);
        var second = machine.run(temporary, mvnw);

        assertThat(compiled)
                .as("a build takes nothing for compiled that was not checked")
                .doesNotExist();
        assertThat(first.lines().getFirst()).startsWith("Starting Fairground");
        assertThat(first.lines())
                .containsSubsequence(
                        "maven mvn in " + machine.repository() + " on " + jdk,
                        "argument --quiet",
                        "argument -Dcompiler.checks=-Xdiags:compact",
                        "argument test-compile",
                        "java in " + machine.repository());
        assertThat(second.output()).doesNotContain("maven ").contains("java in ");
    }

    @Test
    void what_fairground_says_when_it_cannot_start_is_the_last_word_and_its_exit_code_ours() {
        var jdk = machine.jdk("usr/lib/jvm/25", "25");
        Shell.script(jdk.resolve("bin/java"), "echo 'Port 8080 is taken.' >&2", "exit 7");
        machine.installMaven("3.9.12");

        var refused = machine.mvnw();

        assertThat(refused.exitCode()).isEqualTo(7);
        assertThat(refused.lines().getLast()).isEqualTo("Port 8080 is taken.");
    }
}
