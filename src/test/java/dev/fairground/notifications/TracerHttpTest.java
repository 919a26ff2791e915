package dev.fairground.notifications;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Support sends one marked message and watches where it gets to. */
@FairgroundTest
@Proves("fx-tracer-notification")
class TracerHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private Person buyer = new Person(dev.fairground.identity.MemberId.next(), "", "");
    private Person support = buyer;

    @BeforeEach
    void somebodyWhoGetsNoMail() {
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        buyer = cast.member("buyer");
        support = cast.staff("support", "staff:support-read");
    }

    @AfterEach
    void mendTheGateway() {
        Outside.PUSH.dial("{\"dead\": \"\"}");
    }

    @Test
    void the_mail_carries_the_code_and_a_dead_device_gives_the_failing_step_and_its_reason() {
        String token = Chance.name("token-");
        assertThat(cast.program(Api.at(port), buyer).post("/api/v1/devices", Map.of("platform", "IOS", "token", token)))
                .hasStatus(201);
        Outside.PUSH.dial("{\"dead\": \"%s\"}".formatted(token));

        var sent = send(support, "MAIL", "PUSH");
        assertThat(sent).hasStatus(202);
        String code = sent.at("/code");
        var progress = progress(sent);
        assertThat(progress.at("/channels/0/step")).isEqualTo("WAITING");

        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("Subject").asString()).endsWith(code));
        progress = progress(sent);
        assertThat(progress.at("/channels/0/messages/0/state")).isEqualTo("ACCEPTED");
        assertThat(progress.at("/channels/1/messages/0/state")).isEqualTo("FAILED");
        assertThat(progress.at("/channels/1/messages/0/failure")).isEqualTo("UNREGISTERED");
        assertThat(progress.at("/channels/1/messages/0/reason")).contains("nobody is at this device any more");
    }

    @Test
    void without_a_device_it_says_so() {
        var sent = send(support, "PUSH");
        outbox.deliverDue();
        assertThat(progress(sent).at("/channels/0/step")).isEqualTo("NO_DEVICE");
    }

    @Test
    void it_is_on_record_and_limited_and_for_staff_alone() {
        assertThat(send(cast.member("stranger"), "MAIL")).hasStatus(403);
        assertThat(cast.program(Api.at(port), cast.member("stranger")).get("/api/v1/tracers/" + Chance.id()))
                .hasStatus(403);
        assertThat(cast.program(Api.at(port), support).get("/api/v1/tracers/" + Chance.id()))
                .refused(404, "no-such-tracer");

        var sent = send(support, "MAIL");
        assertThat(sent).hasStatus(202);
        assertThat(sent.header("RateLimit-Policy")).contains("send-tracer");
        assertThat(jdbc.sql("select actor from audit.entry where action = 'tracer.sent' and target = :target")
                        .param("target", "member/" + buyer.id())
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("member/" + support.id());
    }

    private Api.Answer send(Person by, String... channels) {
        return cast.program(Api.at(port), by)
                .with("Idempotency-Key", Chance.name("key-"))
                .post("/api/v1/members/" + buyer.id() + "/tracers", Map.of("channels", List.of(channels)));
    }

    private Api.Answer progress(Api.Answer sent) {
        return cast.program(Api.at(port), support).get("/api/v1/tracers/" + sent.at("/id"));
    }
}
