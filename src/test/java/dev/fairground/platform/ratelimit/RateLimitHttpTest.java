package dev.fairground.platform.ratelimit;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.RimTest;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RimTest
class RateLimitHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    SettableClock clock;

    private Api member = Api.at(0);

    @BeforeEach
    void connect() {
        member = Api.at(port).with("X-Test-Member", "m" + Chance.id());
    }

    @Test
    void every_answer_tells_the_limit_and_the_last_one_when_to_come_back() {
        var first = member.get("/api/v1/test-door");
        assertThat(first).hasStatus(200);
        assertThat(first.header("RateLimit-Policy"))
                .isEqualTo("\"test-knock\";q=2;w=60, \"test-knock-all\";q=100;w=60");
        assertThat(first.header("RateLimit")).startsWith("\"test-knock\";r=1;t=30, ");
        assertThat(member.get("/api/v1/test-door")).hasStatus(200);

        clock.advance(Duration.ofMillis(500));
        var refused = member.get("/api/v1/test-door");
        assertThat(refused).refused(429, "too-many-requests");
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(refused.header("RateLimit")).isEqualTo("\"test-knock\";r=0;t=30");

        clock.advance(Duration.ofSeconds(30));
        assertThat(member.get("/api/v1/test-door")).hasStatus(200);
    }

    @Test
    void one_members_knocking_is_not_held_against_another() {
        for (int i = 0; i < 3; i++) {
            member.get("/api/v1/test-door");
        }
        assertThat(member.get("/api/v1/test-door")).refused(429, "too-many-requests");
        assertThat(member.with("X-Test-Member", "s" + Chance.id()).get("/api/v1/test-door"))
                .hasStatus(200);
    }
}
