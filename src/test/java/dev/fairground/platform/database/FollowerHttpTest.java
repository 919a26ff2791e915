package dev.fairground.platform.database;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.TestFollower;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A primary, a real follower, and the application between them. The follower lags when the test says so. */
@FairgroundTest
@TestPropertySource(properties = {"testing.follower=true", "fairground.database.follower-lag=1h"})
@Timeout(60)
@Proves("db-read-replica-routing")
class FollowerHttpTest {

    private static final String OLD = "A chair as it was";
    private static final String NEW = "A chair, repainted";

    @LocalServerPort
    int port;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    FollowerWatch watch;

    @Autowired
    Cast cast;

    @Autowired
    RequestMappingHandlerMapping handlers;

    private final JdbcClient follower = JdbcClient.create(TestFollower.operator());
    private Api stranger = Api.at(0);
    private UUID listing = new UUID(0, 0);

    /** What the follower has is the old title; what the primary has, the new one. */
    @BeforeEach
    void lag() {
        watch.stop(); // it looks when we say
        stranger = Api.at(port);
        var rows = Rows.in(database);
        listing = aListingOf(aShopOf(cast.member("seller").id().value()).in(rows))
                .titled(OLD)
                .in(rows);
        catchUp();
        follower.sql("select pg_wal_replay_pause()").query((row, number) -> "").list();
        while (!follower.sql("select pg_get_wal_replay_pause_state() = 'paused'")
                .query(Boolean.class)
                .single()) Thread.onSpinWait();
        jdbc.sql("update listings.listing set title = :title where id = :id")
                .param("title", NEW)
                .param("id", listing)
                .update();
    }

    @AfterEach
    void resume() {
        follower.sql("select pg_wal_replay_resume()").query((row, number) -> "").list();
    }

    @Test
    void a_stranger_may_see_what_was_true_a_moment_ago() {
        assertThat(title(stranger)).isEqualTo(OLD);
        resume();
        catchUp();
        assertThat(title(stranger)).isEqualTo(NEW);
    }

    @Test
    void whoever_has_just_written_reads_what_they_wrote_and_so_does_a_program() {
        var written = stranger.post("/api/v2/tokens", Map.of());

        assertThat(written.header("Set-Cookie"))
                .startsWith(ReadRouting.PIN + "=1; Path=/; Max-Age=3615")
                .contains("HttpOnly");
        assertThat(title(stranger.with("Cookie", "other=1; " + ReadRouting.PIN + "=1")))
                .isEqualTo(NEW);
        assertThat(title(cast.program(stranger, cast.member("buyer")))).isEqualTo(NEW);
    }

    @Test
    void a_follower_that_is_away_is_not_missed() {
        watch.isAway();
        assertThat(title(stranger)).isEqualTo(NEW);
        watch.look();
        assertThat(title(stranger)).isEqualTo(OLD);
    }

    @Test
    void only_what_reads_may_be_read_from_a_follower() {
        assertThat(handlers.getHandlerMethods().entrySet().stream()
                        .filter(handler -> handler.getValue().hasMethodAnnotation(MayLag.class)))
                .isNotEmpty()
                .allSatisfy(handler -> assertThat(
                                handler.getKey().getMethodsCondition().getMethods())
                        .containsExactly(RequestMethod.GET));
    }

    private void catchUp() {
        long written = number(jdbc, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
        while (number(follower, "select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint") < written)
            Thread.onSpinWait();
        watch.look();
    }

    private String title(Api reader) {
        var answer = reader.get("/api/v2/listings/" + listing);
        assertThat(answer).hasStatus(200);
        return answer.at("/title");
    }

    private static long number(JdbcClient database, String question) {
        return database.sql(question).query(Long.class).single();
    }
}
