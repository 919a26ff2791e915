package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import dev.fairground.testing.TestFollower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A report at a follower, and one that was sent to the primary. */
@ExtendWith(OutputCaptureExtension.class)
@Proves("db-reporting-follower")
class ReportTest {

    @TempDir
    Path folder;

    @Test
    void the_follower_answers_in_lines(CapturedOutput said) throws IOException {
        assertThat(report("select 1 as one, null as two, 'x' as three", TestFollower.follower()))
                .isZero();
        assertThat(said.getOut()).contains("one\ttwo\tthree\n1\t\tx\n");
    }

    @Test
    void the_primary_is_not_asked(CapturedOutput said) throws IOException {
        assertThat(report("select pg_sleep(600)", TestFollower.primary())).isEqualTo(1);
        assertThat(said.getErr()).contains("This is the primary", "start ops/follower");
    }

    @Test
    void what_is_confidential_is_not_read_and_nothing_is_written(CapturedOutput said) throws IOException {
        assertThat(report("select hash from access.api_token", TestFollower.follower()))
                .isEqualTo(1);
        assertThat(said.getErr()).contains("permission denied for table api_token");
        assertThat(report(
                        "with gone as (delete from listings.listing returning id) select count(*) from gone",
                        TestFollower.follower()))
                .isEqualTo(1);
        assertThat(said.getErr()).contains("in a read-only transaction");
    }

    @Test
    void a_report_without_end_is_ended_by_the_server(CapturedOutput said) throws IOException {
        assertThat(report("select current_setting('statement_timeout')", TestFollower.follower()))
                .isZero();
        assertThat(said.getOut()).contains("\n2min\n");
    }

    @Test
    void what_cannot_be_asked_is_told(CapturedOutput said) {
        assertThat(Report.run("--query", "select 1")).isEqualTo(2);
        assertThat(Report.run("--file", folder.resolve("none.sql").toString(), "--follower-url", asReports()))
                .isEqualTo(1);
        assertThat(said.getErr()).contains("There is no query in --file to be read");
        assertThat(Report.run("--follower-url", "jdbc:postgresql://localhost:1/none"))
                .isEqualTo(1);
    }

    private int report(String query, String server) throws IOException {
        var file = Files.writeString(folder.resolve("query.sql"), query);
        return Report.run(
                "--file",
                file.toString(),
                "--follower-url",
                server.replace("user=postgres", "user=fairground_reports"));
    }

    private static String asReports() {
        return TestFollower.follower().replace("user=postgres", "user=fairground_reports");
    }
}
