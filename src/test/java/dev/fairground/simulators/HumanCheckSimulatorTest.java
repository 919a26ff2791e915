package dev.fairground.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HumanCheckSimulatorTest {

    private static final String VERIFY = "/turnstile/v0/siteverify";
    private static final String SECRET = HumanCheckSimulator.DEVELOPMENT_SECRET;

    @TempDir
    Path state;

    private HumanCheckSimulator simulator;
    private Calls calls;

    @BeforeEach
    void open() {
        simulator = HumanCheckSimulator.start(0, state);
        calls = new Calls(simulator.uri());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void a_token_passes_once() throws Exception {
        var token = token("{\"hostname\": \"fairground.test\"}");

        var first = calls.form(VERIFY, "secret", SECRET, "response", token, "remoteip", "192.0.2.7");
        assertThat(first.json().path("success").asBoolean()).isTrue();
        assertThat(first.at("/hostname")).isEqualTo("fairground.test");
        assertThat(first.at("/challenge_ts")).endsWith("Z");
        assertThat(first.json().path("error-codes")).isEmpty();
        assertThat(errorOf(SECRET, token)).isEqualTo("timeout-or-duplicate");
    }

    @Test
    void json_is_understood_as_well_as_a_form() throws Exception {
        var body = Json.object().put("secret", SECRET).put("response", simulator.token());

        assertThat(calls.json("POST", VERIFY, body.toString())
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_retry_with_the_same_idempotency_key_passes_again() throws Exception {
        var token = simulator.token();
        for (int attempt = 0; attempt < 2; attempt++) {
            var verdict = calls.form(VERIFY, "secret", SECRET, "response", token, "idempotency_key", "one");
            assertThat(verdict.json().path("success").asBoolean()).isTrue();
        }
        assertThat(calls.form(VERIFY, "secret", SECRET, "response", token, "idempotency_key", "two")
                        .at("/error-codes/0"))
                .isEqualTo("timeout-or-duplicate");
    }

    @Test
    void a_token_older_than_five_minutes_is_refused() throws Exception {
        assertThat(errorOf(SECRET, token("{\"ageSeconds\": 310}"))).isEqualTo("timeout-or-duplicate");
        assertThat(errorOf(SECRET, token("{\"ageSeconds\": 290}"))).isEmpty();
    }

    @Test
    void what_is_missing_or_invented_is_named() throws Exception {
        assertThat(errorOf("", "token")).isEqualTo("missing-input-secret");
        assertThat(errorOf(SECRET, "")).isEqualTo("missing-input-response");
        assertThat(errorOf("another", simulator.token())).isEqualTo("invalid-input-secret");
        assertThat(errorOf(SECRET, "invented")).isEqualTo("invalid-input-response");
    }

    @Test
    void the_documented_test_secrets_work() throws Exception {
        assertThat(errorOf(HumanCheckSimulator.ALWAYS_PASSES, "anything")).isEmpty();
        assertThat(errorOf(HumanCheckSimulator.ALWAYS_FAILS, "anything")).isEqualTo("invalid-input-response");
        assertThat(errorOf(HumanCheckSimulator.ALWAYS_SPENT, "anything")).isEqualTo("timeout-or-duplicate");
        assertThat(HumanCheckSimulator.ALWAYS_PASSES).hasSize(35);
    }

    @Test
    void a_spent_token_stays_spent_after_a_restart() throws Exception {
        var spent = simulator.token();
        var fresh = simulator.token();
        assertThat(errorOf(SECRET, spent)).isEmpty();
        simulator.close();

        open();
        assertThat(errorOf(SECRET, spent)).isEqualTo("timeout-or-duplicate");
        assertThat(errorOf(SECRET, fresh)).isEmpty();
    }

    @Test
    void the_widget_carries_a_token_that_passes_and_is_never_cached() throws Exception {
        var script = calls.get("/turnstile/v0/api.js");
        var token = script.text().replaceFirst("(?s).*const token = \"([^\"]+)\".*", "$1");

        assertThat(script.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(script.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/javascript");
        assertThat(errorOf(SECRET, token)).isEmpty();
    }

    @Test
    void dials_make_it_fail_or_break() throws Exception {
        calls.json("PUT", "/simulator/dials", "{\"fail\": true}");
        assertThat(errorOf(SECRET, simulator.token())).isEqualTo("invalid-input-response");
        calls.json("PUT", "/simulator/dials", "{\"fail\": false, \"errorNext\": 1}");
        assertThat(calls.form(VERIFY, "secret", SECRET, "response", "token").status())
                .isEqualTo(500);
        calls.delete("/simulator/dials");
        assertThat(errorOf(SECRET, simulator.token())).isEmpty();
    }

    private String token(String wanted) throws Exception {
        return calls.json("POST", "/simulator/tokens", wanted).at("/token");
    }

    /** Empty where the token passes. */
    private String errorOf(String secret, String token) throws Exception {
        var verdict = calls.form(VERIFY, "secret", secret, "response", token);
        assertThat(verdict.json().path("success").asBoolean())
                .isEqualTo(verdict.at("/error-codes/0").isEmpty());
        return verdict.at("/error-codes/0");
    }
}
