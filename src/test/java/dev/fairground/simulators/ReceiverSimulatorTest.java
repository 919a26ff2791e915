package dev.fairground.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.simulators.ReceiverSimulator.Heard;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** It believes what the example of standardwebhooks.com signs, and nothing beside it: so it may judge what others sign. */
class ReceiverSimulatorTest {

    /** Published, and written so that no scanner takes it for a real one. */
    private static final String SECRET = "whsec" + "_MfKQ9r8GKYqr" + "TwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final long AT = 1614265330;

    private final ReceiverSimulator receiver =
            ReceiverSimulator.start(0, Clock.fixed(Instant.ofEpochSecond(AT), ZoneOffset.UTC));
    private final Calls calls = new Calls(receiver.uri());

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void the_published_example_is_believed_also_among_other_signatures() throws Exception {
        receiver.trust(SECRET);

        assertThat(send(SIGNATURE, AT, BODY)).isEqualTo(204);
        assertThat(send("v1,bm8= v2,bm8= " + SIGNATURE, AT, BODY)).isEqualTo(204);
        assertThat(receiver.heard()).hasSize(2).allMatch(Heard::believed);
    }

    @Test
    void another_secret_body_or_time_is_not() throws Exception {
        receiver.trust("whsec_bm9ib2R5J3M=");
        assertThat(send(SIGNATURE, AT, BODY)).isEqualTo(400);
        receiver.trust(SECRET);
        assertThat(send(SIGNATURE, AT, BODY + " ")).isEqualTo(400);
        assertThat(send(SIGNATURE, AT + 1, BODY)).isEqualTo(400);
        assertThat(receiver.heard()).noneMatch(Heard::believed);
    }

    @Test
    void what_was_signed_long_ago_is_not_believed() throws Exception {
        try (var later = ReceiverSimulator.start(0, Clock.fixed(Instant.ofEpochSecond(AT + 301), ZoneOffset.UTC))) {
            later.trust(SECRET);
            assertThat(send(new Calls(later.uri()), SIGNATURE, AT, BODY)).isEqualTo(400);
        }
    }

    @Test
    void over_the_wire_it_takes_secrets_and_dials_and_tells_what_it_heard() throws Exception {
        calls.json("PUT", "/simulator/secrets", "{\"secrets\": [\"%s\"]}".formatted(SECRET));
        calls.json("PUT", "/simulator/dials", "{\"status\": 503, \"answer\": \"Busy\", \"retryAfter\": \"60\"}");

        assertThat(send(SIGNATURE, AT, BODY)).isEqualTo(503);
        var heard = calls.get("/simulator/heard");
        assertThat(heard.at("/items/0/id")).isEqualTo(ID);
        assertThat(heard.json().at("/items/0/believed").asBoolean()).isTrue();
    }

    private int send(String signature, long at, String body) throws Exception {
        return send(calls, signature, at, body);
    }

    private static int send(Calls to, String signature, long at, String body) throws Exception {
        return to.with("webhook-id", ID)
                .with("webhook-timestamp", String.valueOf(at))
                .with("webhook-signature", signature)
                .json("POST", "/hooks", body)
                .status();
    }
}
