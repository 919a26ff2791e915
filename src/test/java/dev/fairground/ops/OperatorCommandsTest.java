package dev.fairground.ops;

import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.jobs.JobsByHand;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code ops/jobs}, {@code ops/outbox} and {@code ops/effects} against a running application. */
@FairgroundTest
@ExtendWith(OutputCaptureExtension.class)
@Import(JobsByHand.class)
class OperatorCommandsTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JobsByHand scheduler;

    @Autowired
    dev.fairground.platform.outbox.Outbox outbox;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path data;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void anOperator() {
        clock.set(SettableClock.START);
        forget();
        environment.put("FAIRGROUND_URL", "http://localhost:" + port);
        environment.put(
                "FAIRGROUND_TOKEN", cast.token(cast.staff("operator", "staff:operate"), "staff:read", "staff:write"));
    }

    @AfterEach
    void forget() {
        for (var table :
                new String[] {"jobs.run", "jobs.wish", "jobs.pause", "jobs.set_aside", "outbox.delivery", "outbox.pause"
                }) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void a_run_is_asked_for_and_its_end_is_told(CapturedOutput said) {
        assertThat(jobs("run", "outbox-purge")).isZero();
        assertThat(said.getOut()).contains("succeeded");

        assertThat(jobs("show", "outbox-purge")).isZero();
        assertThat(said.getOut()).contains("outbox-purge is UP. Runs every 1h.", "member/");
        assertThat(jobs("list")).isZero();
        assertThat(said.getOut()).containsPattern("expire-unpaid-orders +NEW");
    }

    @Test
    void a_job_is_paused_and_resumed_and_says_so(CapturedOutput said) {
        assertThat(jobs("pause", "outbox-purge", "the disk is full")).isZero();
        assertThat(jobs("list")).isZero();
        assertThat(said.getOut()).containsPattern("outbox-purge +PAUSED.*paused: the disk is full");
        assertThat(jobs("resume", "outbox-purge")).isZero();
        assertThat(jdbc.sql("select count(*) from jobs.pause")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_was_set_aside_is_shown_and_tried_again(CapturedOutput said) {
        for (var item : new String[] {"row/1", "row/2", "row/3"}) {
            aRow("jobs.set_aside")
                    .with("job", "outbox-purge")
                    .with("item", item)
                    .in(Rows.in(jdbc));
        }
        assertThat(jobs("show", "outbox-purge")).isZero();
        assertThat(said.getOut()).contains("row/1  failed 1 times", "It does not fit.");
        assertThat(jobs("retry", "outbox-purge", "row/1")).isZero();
        assertThat(jobs("retry", "outbox-purge")).isZero();
        assertThat(said.getOut()).contains("another try of 1 item", "another try of 2 item");
    }

    @Test
    void a_dead_delivery_is_shown_repeated_or_discarded(CapturedOutput said) {
        var again = dead();
        var never = dead();
        assertThat(outbox("list")).isZero();
        assertThat(said.getOut()).containsPattern("notifications.mail +0 +2");
        assertThat(outbox("dead")).isZero();
        assertThat(outbox("dead", "notifications.mail")).isZero();
        assertThat(said.getOut()).contains(again, never, "It does not fit.", "That is all.");
        assertThat(outbox("show", again)).isZero();
        assertThat(said.getOut()).containsPattern("state +dead");

        assertThat(outbox("requeue", again)).isZero();
        assertThat(outbox("waiting", "notifications.mail")).isZero();
        assertThat(outbox("discard", never, "the shop is closed")).isZero();
        assertThat(outbox("requeue", again)).isEqualTo(1);
        assertThat(said.getErr()).contains("(delivery-not-given-up)");
        dead();
        assertThat(outbox("requeue", "--listener", "notifications.mail")).isZero();
        assertThat(said.getOut()).contains("1 are delivered again");
    }

    @Test
    void a_listener_is_paused_and_resumed_and_says_so(CapturedOutput said) {
        assertThat(outbox("pause", "outside", "the wrong release")).isZero();
        assertThat(outbox("list")).isZero();
        assertThat(said.getOut()).containsPattern("notifications.mail .*paused: the wrong release");
        assertThat(outbox("resume", "outside")).isZero();
        assertThat(jdbc.sql("select count(*) from outbox.pause")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_a_release_did_is_listed_planned_approved_by_another_and_undone(CapturedOutput said) {
        var release = Chance.name("bad");
        var gone = MemberId.next();
        aRow("effects.effect")
                .with("release", release)
                .with("target", "member/" + gone)
                .being("state", "DONE")
                .in(Rows.in(jdbc));

        assertThat(effects("list", release)).isZero();
        assertThat(effects("list", release, "mail")).isZero();
        assertThat(said.getOut()).contains("member/" + gone, "1 in all");
        assertThat(effects("plan", release, "mail", "a wrong mail left")).isZero();
        assertThat(effects("plan", release, "twice, and no harm")).isZero();
        assertThat(said.getOut()).contains("Mails an apology", "Nothing is undone before another person");
        var plan = jdbc.sql("select id::text from effects.compensation where release = :release order by id limit 1")
                .param("release", release)
                .query(String.class)
                .single();
        assertThat(effects("approve", plan)).isEqualTo(1);
        assertThat(said.getErr()).contains("(needs-a-second-person)");

        environment.put(
                "FAIRGROUND_TOKEN", cast.token(cast.staff("second", "staff:operate"), "staff:read", "staff:write"));
        assertThat(effects("approve", plan)).isZero();
        assertThat(effects("plans")).isZero();
        assertThat(said.getOut()).contains(plan + "  " + release, "approved", "waits for a second person");
        assertThat(effects("run", plan)).isZero();
        outbox.deliverDue();
        assertThat(effects("show", plan)).isZero();
        assertThat(said.getOut()).contains("begun", "The member is gone.");
        assertThat(effects("mop")).isEqualTo(2);
        assertThat(said.getErr()).contains("usage: ops/effects list");
    }

    @Test
    void what_is_refused_or_cannot_be_asked_is_one_sentence(CapturedOutput said) {
        assertThat(jobs("run", "mop")).isEqualTo(1);
        assertThat(said.getErr()).contains("There is no job of this name. (no-such-job)");
        assertThat(jobs("mop")).isEqualTo(2);
        assertThat(outbox("pause", "notifications.mail")).isEqualTo(2);
        assertThat(said.getErr()).contains("usage: ops/jobs list", "usage: ops/outbox list");

        environment.remove("FAIRGROUND_TOKEN");
        assertThat(outbox("list")).isEqualTo(1);
        assertThat(said.getErr()).contains("FAIRGROUND_TOKEN must hold a token");
        environment.put("FAIRGROUND_TOKEN", "x");
        environment.put("FAIRGROUND_URL", "http://localhost:1");
        assertThat(jobs("list")).isEqualTo(1);
        assertThat(said.getErr())
                .contains("Nothing answers at http://localhost:1")
                .doesNotContain("\tat ");
    }

    private String dead() {
        return aRow("outbox.delivery")
                .with("listener", "notifications.mail")
                .being("state", "dead")
                .in(Rows.in(jdbc))
                .toString();
    }

    private int jobs(String... arguments) {
        return Jobs.run(environment, data, () -> scheduler.runDue("outbox-purge"), arguments);
    }

    private int effects(String... arguments) {
        return Effects.run(environment, data, arguments);
    }

    private int outbox(String... arguments) {
        return Outbox.run(environment, data, arguments);
    }
}
