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

/** Runs {@code ops/test/fix} in a repository that sells one thing, and whose tests are lines of shell. */
@Proves("test-fix-verification")
class FixTest {

    private static final String PRICE = "src/main/price";
    private static final String FIVE = "grep -qx 5 src/main/price";

    @TempDir
    Path temporary;

    private Path shop;

    @BeforeEach
    void a_shop_that_asks_four_where_it_should_ask_five() throws Exception {
        shop = Files.createDirectories(temporary.toRealPath().resolve("a shop"));
        Files.createDirectories(shop.resolve("ops/test"));
        Files.copy(Documents.repository().resolve("ops/test/fix"), shop.resolve("ops/test/fix"));
        // Runs each test and reports it as Surefire does. A test that needs what is not there is one that does not
        // compile.
        Shell.script(
                shop.resolve("mvnw"),
                "tests=${3#-Dtest=}",
                "! grep -rqx 'needs new' src/test || [ -e src/main/new ] || { echo cannot find symbol; exit 1; }",
                "mkdir -p target/surefire-reports",
                "result=0",
                "for test in $(echo \"$tests\" | tr , ' '); do",
                "  fault= name=the_price_is_right",
                "  sh src/test/java/$test.java || { result=1; fault='<failure/>'; }",
                "  ! grep -qx 'starts with new' src/test/java/$test.java || [ -e src/main/new ] || name=",
                "  printf '<testcase name=\"%s\" classname=\"%s\">\\n%s\\n</testcase>\\n' \"$name\" $test $fault "
                        + ">target/surefire-reports/TEST-$test.xml",
                "done",
                "exit $result");
        Documents.write(shop.resolve(PRICE), "4\n");
        Documents.write(shop.resolve("src/test/java/OldTest.java"), "true\n");
        git("init", "--quiet");
        committed("Ask a price");
    }

    @Test
    void a_test_that_fails_before_and_passes_after_is_a_proof() {
        Documents.write(shop.resolve(PRICE), "5\n");
        Documents.write(shop.resolve("src/test/java/PriceTest.java"), FIVE + "\n");
        committed("Fix the price");

        var judged = fix();

        assertThat(judged.exitCode()).as(judged.output()).isZero();
        assertThat(judged.output())
                .containsSubsequence("Red without the fix", "the_price_is_right", "Green with it", "Fix the price");
    }

    @Test
    void a_test_that_passes_before_is_refused() {
        Documents.write(shop.resolve(PRICE), "5\n");
        Documents.write(shop.resolve("src/test/java/PriceTest.java"), "grep -q . src/main/price\n");
        committed("Fix the price");

        refused("PriceTest passes without the fix");
    }

    @Test
    void a_fix_without_a_test_is_refused() {
        Documents.write(shop.resolve(PRICE), "5\n");
        committed("Fix the price");

        refused("no test was added or changed");
    }

    @Test
    void a_fix_that_does_not_cure_is_refused() {
        Documents.write(shop.resolve(PRICE), "6\n");
        Documents.write(shop.resolve("src/test/java/PriceTest.java"), FIVE + "\n");
        committed("Fix the price");

        refused("PriceTest fails with the fix as well");
    }

    @Test
    void a_test_that_never_ran_before_has_not_failed() {
        Documents.write(shop.resolve("src/main/new"), "");
        Documents.write(shop.resolve("src/test/java/PriceTest.java"), ": <<'-'\nneeds new\n-\n");
        committed("Fix the price");

        refused("does not even compile");
    }

    @Test
    void a_test_that_could_not_be_set_up_before_has_not_failed_either() {
        Documents.write(shop.resolve("src/main/new"), "");
        Documents.write(
                shop.resolve("src/test/java/PriceTest.java"), ": <<'-'\nstarts with new\n-\n[ -e src/main/new ]\n");
        committed("Fix the price");

        refused("PriceTest cannot even be set up");
    }

    @Test
    void what_lies_about_uncommitted_counts_for_nothing_and_is_left_alone() {
        Documents.write(shop.resolve(PRICE), "5\n");
        Documents.write(shop.resolve("src/test/java/PriceTest.java"), FIVE + "\n");
        committed("Fix the price");
        Documents.write(shop.resolve(PRICE), "7\n");

        assertThat(fix().exitCode()).isZero();
        assertThat(Documents.read(shop.resolve(PRICE))).isEqualTo("7\n");
    }

    private void refused(String why) {
        var judged = fix();
        assertThat(judged.exitCode()).as(judged.output()).isEqualTo(1);
        assertThat(judged.output()).contains("fix: ").contains(why).doesNotContain("Green");
    }

    private Shell.Finished fix() {
        return Shell.run(shop, environment(), "bash", "ops/test/fix");
    }

    private void committed(String subject) {
        git("add", "--all");
        git("commit", "--quiet", "--message", subject);
    }

    private void git(String... arguments) {
        var identity = Stream.of("git", "-c", "user.name=nobody", "-c", "user.email=nobody@fairground.test");
        var made = Shell.run(
                shop,
                environment(),
                Stream.concat(identity, Stream.of(arguments)).toArray(String[]::new));
        assertThat(made.exitCode()).as(made.output()).isZero();
    }

    private Map<String, String> environment() {
        return Map.of("PATH", "/usr/bin:/bin", "HOME", temporary.toString(), "TMPDIR", temporary.toString());
    }
}
