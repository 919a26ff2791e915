package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ops/tests-for} in a clone where three tests have been run. */
@Proves("test-tested-via")
class TestsForTest {

    private static final String PLACE_ORDER = "src/main/java/dev/fairground/orders/PlaceOrder.java";

    @TempDir
    Path clone;

    @BeforeEach
    void three_tests_have_been_run_and_one_of_them_is_gone() throws Exception {
        Files.createDirectories(clone.resolve("ops"));
        Files.copy(Documents.repository().resolve("ops/tests-for"), clone.resolve("ops/tests-for"));
        Shell.script(clone.resolve("mvnw"), "echo \"$@\"");
        touched(
                "dev.fairground.orders.BuyingHttpTest",
                "dev/fairground/orders/PlaceOrder\ndev/fairground/money/Money\n");
        touched("dev.fairground.money.MoneyTest", "dev/fairground/money/Money\n");
        touched("dev.fairground.orders.GoneTest", "dev/fairground/orders/PlaceOrder\n");
        Files.delete(clone.resolve("src/test/java/dev/fairground/orders/GoneTest.java"));
    }

    @Test
    void a_file_leads_to_the_tests_that_execute_it() {
        assertThat(testsFor("--list", PLACE_ORDER).lines()).containsExactly("dev.fairground.orders.BuyingHttpTest");
        assertThat(testsFor("--list", "src/main/java/dev/fairground/money/Money.java")
                        .lines())
                .containsExactly("dev.fairground.money.MoneyTest", "dev.fairground.orders.BuyingHttpTest");
    }

    @Test
    void and_runs_them_those_of_several_files_once() {
        assertThat(testsFor(PLACE_ORDER, "src/main/java/dev/fairground/money/Money.java")
                        .output())
                .endsWith("test -Dtest=MoneyTest,BuyingHttpTest\n");
    }

    @Test
    void a_file_that_no_test_executes_is_named() {
        var answer = testsFor("src/main/java/dev/fairground/orders/Untested.java");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.output())
                .contains("no test that ran here executed src/main/java/dev/fairground/orders/Untested.java");
    }

    private void touched(String test, String files) {
        Documents.write(clone.resolve("target/touched").resolve(test), files);
        Documents.write(clone.resolve("src/test/java/" + test.replace('.', '/') + ".java"), "");
    }

    private Shell.Finished testsFor(String... arguments) {
        var command = new String[arguments.length + 1];
        command[0] = "ops/tests-for";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Shell.run(clone, Map.of("PATH", "/usr/bin:/bin"), command);
    }
}
