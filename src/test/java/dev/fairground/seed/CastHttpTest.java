package dev.fairground.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.development.Authenticator;
import dev.fairground.development.CloneSecrets;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Documents;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever logs in as one of the cast finds what {@code cast.txt} promises, and the README repeats. */
@FairgroundTest
@Proves("test-seed-characters")
class CastHttpTest {

    private static final List<String> ALL_SCOPES = List.of(
            "profile:read",
            "shops:read",
            "listings:read",
            "orders:read",
            "notifications:read",
            "staff:read",
            "staff:write");

    @LocalServerPort
    int port;

    @Autowired
    CloneSecrets secrets;

    @Autowired
    SettableClock clock;

    @TestConfiguration(proxyBeanMethods = false)
    static class SeededMarket {

        @Bean
        CloneSecrets secrets() throws IOException {
            return CloneSecrets.in(Files.createTempDirectory("clone"));
        }

        @Bean
        ApplicationRunner seed(DataSource database, ObjectStore objects, CloneSecrets secrets) {
            return _ -> Seed.ifEmpty(database, objects, secrets);
        }
    }

    /** The rights of staff begin with the seed, whose clock is the real one. */
    @BeforeEach
    void an_hour_after_the_seed(@Autowired JdbcClient jdbc) {
        var granted = jdbc.sql("select max(granted_at) from access.capability_grant")
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
        clock.set(granted.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @EnumSource
    void a_member_finds_what_is_promised(Cast member) {
        var promises = Promise.to(member);
        var logIn = logIn(member);

        assertThat(promises).isNotEmpty();
        assertThat(promises).allSatisfy(promise -> {
            var answer = promise.request().equals("log in") ? logIn : asked(logIn, promise.request());
            assertThat(found(answer, promise.where())).as(answer.text()).isEqualTo(promise.what());
        });
    }

    @Test
    void the_readme_tells_of_each_what_is_promised() {
        Documents.assertGenerated(Documents.repository().resolve("README.md"), "cast", Promise.table());
    }

    private Answer logIn(Cast member) {
        var wish = new HashMap<String, Object>(
                Map.of("email", member.email(), "password", secrets.castPassword(), "scopes", ALL_SCOPES));
        if (member.asksForCode()) {
            wish.put("code", Authenticator.code(secrets.secondFactor(member.callName()), clock.instant()));
        }
        return Api.at(port).post("/api/v2/tokens", wish);
    }

    private Answer asked(Answer logIn, String request) {
        var api = Api.at(port).bearer(logIn.at("/token"));
        var path = request.split(" ", 2)[1];
        if (path.contains("{shop}")) {
            path = path.replace("{shop}", api.get("/api/v2/shops").at("/0/id"));
        }
        if (path.contains("{stranger}")) {
            path = path.replace(
                    "{stranger}", asked(logIn(Cast.STRANGER), "GET /api/v2/me").at("/id"));
        }
        return api.send(request.split(" ", 2)[0], path, null);
    }

    private static String found(Answer answer, String where) {
        var way = where.split("[?=]");
        var there = answer.json().at(way[0]);
        if (!there.isArray()) return there.asString();
        return String.valueOf(there.valueStream()
                .filter(entry ->
                        way.length == 1 || entry.path(way[1]).asString().equals(way[2]))
                .count());
    }
}
