package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.RowFixture;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code ops/webhooks} against a running application. */
@FairgroundTest
@ExtendWith(OutputCaptureExtension.class)
class WebhooksCommandTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path data;

    private Map<String, String> environment = Map.of();

    @BeforeEach
    void anOperator() {
        jdbc.sql("truncate outbox.delivery, payments.webhook_event").update();
        environment = Map.of(
                "FAIRGROUND_URL",
                "http://localhost:" + port,
                "FAIRGROUND_TOKEN",
                cast.token(cast.staff("operator", "staff:operate"), "staff:read", "staff:write"));
    }

    @Test
    void events_are_listed_shown_and_replayed(CapturedOutput said) {
        var unknown = keep("customer.created", "IGNORED");
        var done = keep("payment_intent.succeeded", "PROCESSED");

        assertThat(run("list")).isZero();
        assertThat(said.getOut()).contains(unknown + "  IGNORED    customer.created", done, "That is all.");
        assertThat(run("show", unknown)).isZero();
        assertThat(said.getOut()).containsPattern("kind +customer.created").containsPattern("body +\\{}");
        assertThat(run("replay", unknown, done)).isZero();
        assertThat(said.getOut()).contains("2 are processed once more");
        assertThat(run("list", "RECEIVED", "customer.created")).isZero();
        assertThat(said.getOut()).contains(unknown + "  RECEIVED");
        assertThat(run("list", "IGNORED")).isZero();
        assertThat(said.getOut()).contains("None.");
        assertThat(run(
                        "replay",
                        "--from",
                        SettableClock.START.toString(),
                        "--to",
                        SettableClock.START.plusSeconds(1).toString(),
                        "--kind",
                        "customer.created"))
                .isZero();
        assertThat(said.getOut()).contains("1 are processed once more");
    }

    @Test
    void what_is_refused_or_cannot_be_asked_is_one_sentence(CapturedOutput said) {
        assertThat(run("show", Chance.id().toString())).isEqualTo(1);
        assertThat(said.getErr()).contains("(no-such-webhook-event)");
        for (var words :
                new String[][] {{}, {"mop"}, {"replay"}, {"show"}, {"replay", "--on", "x"}, {"replay", "--from"}}) {
            assertThat(run(words)).isEqualTo(2);
        }
        assertThat(said.getErr()).contains("usage: ops/webhooks list");
    }

    private String keep(String kind, String state) {
        return RowFixture.aRow("payments.webhook_event")
                .being("state", state)
                .with("kind", kind)
                .in(Rows.in(jdbc))
                .toString();
    }

    private int run(String... arguments) {
        return Webhooks.run(environment, data, arguments);
    }
}
