package dev.fairground.platform.web;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.access.Cast;
import dev.fairground.platform.flags.FlagKey;
import dev.fairground.platform.flags.Flags;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Version 1 of the API grows old in stages that its callers can see. */
@FairgroundTest
@Proves("api-sunset")
class SunsetHttpTest {

    private static final Instant SUNSET = Instant.parse("2027-11-30T00:00:00Z");
    private static final FlagKey GONE = FlagKey.of("v1-gone");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Flags flags;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private Api api = Api.at(0);
    private Instant before = Instant.EPOCH;

    @BeforeEach
    void connect() {
        api = Api.at(port);
        before = clock.instant();
    }

    @AfterEach
    void asItWas() {
        jdbc.sql("delete from flags.setting").update();
        clock.set(before);
    }

    @Test
    void every_answer_of_version_1_says_that_it_ends_and_where_to_go() {
        var answers = List.of(
                api.get("/api/v1/categories"),
                api.get("/api/v1/nothing"),
                api.get("/api/v1/orders"),
                api.bearer("nonsense").get("/api/v1/orders"),
                api.post("/api/v1/tokens", "{"),
                api.delete("/api/v1/categories"));

        assertThat(answers.stream().map(Api.Answer::status)).containsExactly(200, 404, 401, 401, 400, 405);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.header("Deprecation")).isEqualTo("@1795219200");
            assertThat(answer.header("Sunset")).isEqualTo("Tue, 30 Nov 2027 00:00:00 GMT");
        });
        assertThat(links(answers.getFirst()))
                .containsExactly(
                        "</problems/version-gone>; rel=\"deprecation\"; type=\"text/html\"",
                        "</api/v2/categories>; rel=\"successor-version\"");
        assertThat(api.get("/problems/version-gone")).hasStatus(200);
        assertThat(api.get("/api/v2/categories")).hasStatus(200);
    }

    @Test
    void another_spelling_of_version_1_is_version_1_and_nothing_else_is() {
        for (String old : List.of("/api/1/categories", "/api/v1.0/categories", "/api/v%31/categories")) {
            assertThat(api.get(old).header("Sunset")).as(old).isNotEmpty();
        }
        for (String path :
                List.of("/api/v2/categories", "/api/v2/nothing", "/problems", "/livez", "/openapi/v1.json")) {
            var answer = api.get(path);
            assertThat(answer.header("Deprecation")).as(path).isEmpty();
            assertThat(answer.header("Sunset")).as(path).isEmpty();
            assertThat(links(answer)).as(path).isEmpty();
        }
    }

    @Test
    void it_ends_when_its_date_has_come_and_somebody_ends_it_and_comes_back_when_they_say() {
        clock.set(SUNSET.minusSeconds(60));
        set(true);
        assertThat(api.get("/api/v1/categories")).hasStatus(200);

        clock.set(SUNSET);
        assertThat(api.get("/api/v1/categories")).refused(410, "version-gone");
        assertThat(api.get("/api/v1/nothing")).refused(410, "version-gone");
        assertThat(api.post("/api/v1/tokens", "{")).refused(410, "version-gone");
        assertThat(api.get("/api/v1/categories").header("Sunset")).isNotEmpty();
        assertThat(api.get("/api/v2/categories")).hasStatus(200);

        set(false);
        assertThat(api.get("/api/v1/categories")).hasStatus(200);
    }

    @Test
    void calls_are_counted_by_version_and_client_to_the_last() {
        Api program = api.bearer(cast.token(cast.member("buyer"), "orders:read"));
        double unnamed = calls("1", "none");
        double named = calls("1", hashed());
        double newer = calls("2", hashed());

        api.get("/api/v1/categories");
        program.get("/api/v1/orders");
        program.get("/api/v2/orders");
        assertThat(calls("1", "none") - unnamed).isEqualTo(1);
        assertThat(calls("1", hashed()) - named).isEqualTo(1);
        assertThat(calls("2", hashed()) - newer).isEqualTo(1);

        set(true);
        clock.set(SUNSET);
        assertThat(api.get("/api/v1/categories")).hasStatus(410);
        assertThat(calls("1", "none") - unnamed).isEqualTo(2);
    }

    @Test
    void an_end_before_the_beginning_of_the_end_is_a_mistake() {
        assertThatThrownBy(() -> new VersionOneSettings(SUNSET, SUNSET.minusSeconds(1)))
                .hasMessageContaining("before it is deprecated");
    }

    private void set(boolean gone) {
        flags.set(GONE, gone, "ops/flag");
        clock.advance(Duration.ofSeconds(2));
    }

    /** Tokens of the cast are all called "test". */
    private static String hashed() {
        return "098f6bcd";
    }

    private double calls(String version, String client) {
        var counter = meters.find("api.calls")
                .tag("version", version)
                .tag("client", client)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static List<String> links(Api.Answer answer) {
        return answer.response().headers().allValues("Link");
    }
}
