package dev.fairground.operations;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.TestPropertySource;

/** The database under an operator's eyes, and out of everybody else's sight; with no more rights than production has. */
@FairgroundTest
@TestPropertySource(properties = "testing.roles-of-production=true")
class DatabasePagesTest {

    private static final String DATABASE = "/staff/database";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    private Api browser = Api.at(0);
    private String session = "";

    @BeforeEach
    void an_operator() {
        session = cast.session(cast.staff("operator", "staff:operate", "staff:support-read"));
        browser = Api.at(port).with("Accept", "text/html").with("Cookie", session);
    }

    @Test
    void operators_take_each_look_and_others_none() {
        assertThat(browser.get("/staff").text()).contains("href=\"/staff/database\"");
        var looks = browser.get(DATABASE).text();
        assertThat(looks).contains("href=\"/staff/database/locks\"", "href=\"/staff/database/bloat\"");
        statementsAreCounted();
        for (var look : looks.split("href=\"/staff/database/")) {
            if (look.contains("<!DOCTYPE")) continue;
            var page = browser.get(DATABASE + "/" + look.substring(0, look.indexOf('"')));
            assertThat(page).hasStatus(200);
            assertThat(page.text())
                    .doesNotContain("class=\"refusal\"", "grant pg_read_all_stats to", "grant select on it to");
        }
        assertThat(browser.get(DATABASE + "/horoscope").text()).contains("no-such-look");

        var support = cast.browser(Api.at(port), cast.staff("support", "staff:support-read"));
        var stranger = cast.browser(Api.at(port), cast.member("stranger"));
        for (var path : new String[] {"", "/locks", "/statements/1"}) {
            assertThat(support.get(DATABASE + path)).hasStatus(403);
            assertThat(stranger.get(DATABASE + path)).hasStatus(403);
        }
    }

    @Test
    void a_slow_statement_leads_to_its_plan() {
        statementsAreCounted();
        jdbc.sql("select handle from identity.member where handle = 'nobody-at-all'")
                .query()
                .listOfRows();
        var id = jdbc.sql("""
            select queryid
              from pg_stat_statements
             where query like 'select handle from identity.member where handle = $1'
               and dbid = (select oid from pg_database where datname = current_database())
             limit 1
            """).query(String.class).single();

        assertThat(browser.get(DATABASE + "/statements/" + id).text())
                .contains("select handle from identity.member where handle = $1", "rows guessed");
        assertThat(browser.get(DATABASE + "/statements/1").text()).contains("no-such-statement");
    }

    @Test
    void a_session_in_the_way_is_ended_with_a_reason_on_record() throws SQLException {
        try (var idle = idle(url())) {
            int pid = pid(idle);
            var path = DATABASE + "/sessions/" + pid + "/end";
            assertThat(browser.get(DATABASE + "/live").text()).contains("action=\"" + path + "\"");

            assertThat(cast.browser(Api.at(port), cast.member("stranger")).post(path, "why=because"))
                    .hasStatus(403);
            assertThat(isAlive(idle)).isTrue();
            assertThat(sent(path, "why=it+blocks+the+checkout")).hasStatus(302);

            assertThat(jdbc.sql("select after::text from audit.entry where target = :target")
                            .param("target", "session/" + pid)
                            .query(String.class)
                            .single())
                    .contains("it blocks the checkout");
            assertThat(isAlive(idle)).isFalse();
            assertThat(sent(path, "why=again").text()).contains("no-such-session");
            assertThat(sent(path, "why=")).hasStatus(400);
        }
    }

    /** Such as one that migrates: the role of requests may see it, and no more. */
    @Test
    void a_session_of_a_role_that_is_not_ours_stays() throws SQLException {
        try (var owners = idle(owner())) {
            assertThat(sent(DATABASE + "/sessions/" + pid(owners) + "/end", "why=it+blocks")
                            .text())
                    .contains("no-such-session");
            assertThat(isAlive(owners)).isTrue();
        }
    }

    private void statementsAreCounted() {
        JdbcClient.create(new DriverManagerDataSource(owner()))
                .sql("create extension if not exists pg_stat_statements")
                .update();
    }

    private String url() {
        return environment.getRequiredProperty("spring.datasource.url");
    }

    private String owner() {
        return url().replace("user=fairground_web", "user=postgres");
    }

    private static Connection idle(String url) throws SQLException {
        var idle = DriverManager.getConnection(url);
        idle.setAutoCommit(false);
        idle.createStatement().execute("select 1");
        return idle;
    }

    private static int pid(Connection session) throws SQLException {
        return session.unwrap(PGConnection.class).getBackendPID();
    }

    /** Sends a form as a browser does, with the token that stands in each. */
    private Api.Answer sent(String path, String fields) {
        var shown = browser.get("/staff/outbox");
        var token = shown.text().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        return browser.with(
                        "Cookie", session + "; " + shown.header("Set-Cookie").split(";", 2)[0])
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post(path, fields + "&_csrf=" + token);
    }

    private static boolean isAlive(Connection session) {
        try {
            return session.createStatement().execute("select 1");
        } catch (SQLException ended) {
            return false;
        }
    }
}
