package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticesReportTest {

    private static final PracticeMarker WHOLE_TEST = proof(null);
    private static final PracticeMarker ONE_METHOD = proof("rises");

    @TempDir
    Path repository;

    @Test
    void a_test_that_ran_and_passed_is_a_proof() throws Exception {
        report("<testcase name=\"rises\" classname=\"bakery.DoughTest\"/>");

        assertThat(missing(WHOLE_TEST)).isEmpty();
        assertThat(missing(ONE_METHOD)).isEmpty();
    }

    @Test
    void a_test_that_never_ran_is_none() throws Exception {
        assertThat(missing(WHOLE_TEST)).containsExactly("kneading: DoughTest did not run");

        report("<testcase name=\"risesAgain\" classname=\"bakery.DoughTest\"/>");
        assertThat(missing(ONE_METHOD)).containsExactly("kneading: DoughTest did not run");
    }

    @Test
    void a_skipped_or_failed_test_is_none() throws Exception {
        report("""
                <testcase name="rises" classname="bakery.DoughTest"><skipped/></testcase>
                <testcase name="sinks" classname="bakery.DoughTest$Cold"><failure>flat</failure></testcase>
                """);

        assertThat(missing(WHOLE_TEST))
                .containsExactly("kneading: DoughTest was skipped (rises)", "kneading: DoughTest was failure (sinks)");
        assertThat(missing(ONE_METHOD)).containsExactly("kneading: DoughTest was skipped (rises)");
    }

    @Test
    void every_set_of_arguments_counts() throws Exception {
        report("""
                <testcase name="rises(String)[1]" classname="bakery.DoughTest"/>
                <testcase name="rises(String)[2]" classname="bakery.DoughTest"><error>burnt</error></testcase>
                """);

        assertThat(missing(ONE_METHOD)).containsExactly("kneading: DoughTest was error (rises(String)[2])");
    }

    @Test
    void a_report_older_than_its_test_is_none() throws Exception {
        report("<testcase name=\"rises\" classname=\"bakery.DoughTest\"/>");
        var compiled = repository.resolve("target/test-classes/bakery/DoughTest.class");
        Files.createDirectories(compiled.getParent());
        Files.createFile(compiled);
        Files.setLastModifiedTime(compiled, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

        assertThat(missing(WHOLE_TEST)).containsExactly("kneading: DoughTest ran before it was last compiled");
    }

    @Test
    void a_proof_run_by_the_pipeline_needs_no_report() throws Exception {
        assertThat(missing(new PracticeMarker("kneading", true, PracticeMarker.CI, PracticeMarker.CI, "", null)))
                .isEmpty();
    }

    private List<String> missing(PracticeMarker proof) throws Exception {
        return PracticesReport.missing(List.of(proof), repository);
    }

    private void report(String cases) throws Exception {
        var folder = Files.createDirectories(repository.resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-bakery.DoughTest.xml"), "<testsuite>" + cases + "</testsuite>");
    }

    private static PracticeMarker proof(@Nullable String method) {
        return new PracticeMarker("kneading", true, "DoughTest", "src/DoughTest.java", "bakery.DoughTest", method);
    }
}
