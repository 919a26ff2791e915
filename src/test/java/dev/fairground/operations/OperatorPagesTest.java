package dev.fairground.operations;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.jobs.JobsByHand;
import dev.fairground.testing.Api;
import dev.fairground.testing.Browser;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An operator with a browser, and everybody else. */
@FairgroundTest
@Import(JobsByHand.class)
class OperatorPagesTest {

    private static final String PURGE = "/staff/jobs/outbox-purge";
    private static final String EFFECTS = "/staff/effects";
    private static final String OUTBOX = "/staff/outbox";
    private static final String MAIL = OUTBOX + "/notifications.mail";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JobsByHand scheduler;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private Api browser = Api.at(0);
    private String session = "";

    @BeforeEach
    void connect() {
        clock.set(SettableClock.START);
        forget();
        session = cast.session(cast.staff("operator", "staff:operate", "staff:support-read"));
        browser = Api.at(port).with("Accept", "text/html").with("Cookie", session);
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
    void from_the_desk_an_operator_reaches_jobs_and_deliveries_and_others_do_not() {
        assertThat(browser.get("/staff").text()).contains("href=\"/staff/jobs\"", "href=\"/staff/outbox\"");
        var support = cast.browser(Api.at(port), cast.staff("support", "staff:support-read"));
        assertThat(support.get("/staff").text()).doesNotContain("/staff/jobs");

        for (var page : new String[] {"/staff/jobs", PURGE, OUTBOX, MAIL}) {
            assertThat(browser.get(page)).hasStatus(200);
            assertThat(browser.get(page).text()).as(page).doesNotContain("null");
            assertThat(support.get(page)).hasStatus(403);
            assertThat(cast.browser(Api.at(port), cast.member("stranger")).get(page))
                    .hasStatus(403);
            assertThat(Api.at(port).with("Accept", "text/html").get(page)).hasStatus(303);
        }
        assertThat(browser.get("/staff/jobs/mop")).hasStatus(404);
        assertThat(browser.get(OUTBOX + "/nobody.at-all")).hasStatus(404);
    }

    @Test
    void a_job_is_run_paused_and_resumed_by_forms() {
        assertThat(browser.get(PURGE).text()).contains("every 1h", "Run it now", "None yet.");

        sent(PURGE, "/run", "");
        assertThat(browser.get(PURGE).text()).contains("A run was asked for by");
        scheduler.runDue("outbox-purge");
        assertThat(browser.get(PURGE).text())
                .contains("succeeded", "0 ok, 0 bad")
                .doesNotContain("was asked for by");

        sent(PURGE, "/pause", "why=the+disk+is+full");
        assertThat(browser.get(PURGE).text()).contains("the disk is full").doesNotContain("Pause it");
        assertThat(browser.get("/staff/jobs").text()).contains("Paused", "No scheduler has looked");
        sent(PURGE, "/resume", "");
        assertThat(browser.get(PURGE).text()).contains("Pause it");
    }

    @Test
    void what_was_set_aside_is_tried_again_by_a_form() {
        aRow("jobs.set_aside").with("job", "outbox-purge").with("item", "row/1").in(Rows.in(jdbc));
        aRow("jobs.set_aside").with("job", "outbox-purge").with("item", "row/2").in(Rows.in(jdbc));
        assertThat(browser.get(PURGE).text()).contains("row/1", "row/2", "It does not fit.");

        sent(PURGE, "/retry", "item=row%2F1");
        assertThat(browser.get(PURGE).text()).contains("row/2").doesNotContain("row/1");
        sent(PURGE, "/retry", "item=row%2F1");
        sent(PURGE, "/retry-all", "");
        assertThat(browser.get(PURGE).text()).doesNotContain("row/2");
    }

    @Test
    void a_dead_delivery_is_repeated_or_discarded_and_a_listener_paused_by_forms() {
        var again = dead();
        var never = dead();
        assertThat(browser.get(OUTBOX).text()).contains(again, never, "It does not fit.");

        sent(OUTBOX, "/deliveries/" + again + "/requeue", "");
        sent(OUTBOX, "/deliveries/" + never + "/discard", "why=enough");
        assertThat(browser.get(OUTBOX).text()).doesNotContain(again, never);
        assertThat(browser.get(MAIL).text()).contains(again, "pending");

        sent(MAIL, "/pause", "why=a+wrong+mail");
        assertThat(browser.get(OUTBOX).text()).contains("listener is paused");
        assertThat(browser.get(MAIL).text()).contains("a wrong mail");
        sent(MAIL, "/resume", "");
        sent(OUTBOX, "/outside/pause", "why=the+wrong+release");
        assertThat(browser.get(OUTBOX).text()).contains("listeners are paused");
        sent(OUTBOX, "/outside/resume", "");
        dead();
        sent(MAIL, "/requeue", "");
        assertThat(browser.get(OUTBOX).text()).contains("Each delivery has arrived");
    }

    @Test
    void what_a_release_did_is_shown_and_undone_by_two_people_s_forms() {
        var release = Chance.name("bad");
        aRow("effects.effect").with("release", release).being("state", "DONE").in(Rows.in(jdbc));
        assertThat(browser.get(EFFECTS).text()).contains("Plans to undo");
        assertThat(browser.get(EFFECTS + "?kind=&release=" + release).text()).contains("mail", "Plan to undo it");

        sent(EFFECTS + "?release=" + release, EFFECTS + "/plans", "kind=MAIL&why=a+wrong+mail&release=" + release);
        var plan = EFFECTS + "/plans/"
                + jdbc.sql("select id from effects.compensation where release = :release")
                        .param("release", release)
                        .query(String.class)
                        .single();
        sent(plan, plan + "/approve", "");
        assertThat(browser.get(plan).text()).contains("Mails an apology", "Approve what somebody else planned");

        session = cast.session(cast.staff("second", "staff:operate"));
        browser = Api.at(port).with("Accept", "text/html").with("Cookie", session);
        assertThat(browser.get(EFFECTS).text()).contains("waits for a second person", release);
        sent(plan, plan + "/approve", "");
        sent(plan, plan + "/run", "");
        assertThat(browser.get(plan).text()).contains("Begun by").doesNotContain("Undo it now");
    }

    @Test
    void a_form_from_another_page_moves_nothing() {
        assertThat(Browser.at(port).post(PURGE + "/run", "")).hasStatus(403);
        assertThat(browser.with("Content-Type", "application/x-www-form-urlencoded")
                        .post(OUTBOX + "/outside/pause", "why=mischief"))
                .hasStatus(403);
        assertThat(jdbc.sql("select count(*) from outbox.pause")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private String dead() {
        return aRow("outbox.delivery")
                .with("listener", "notifications.mail")
                .being("state", "dead")
                .in(Rows.in(jdbc))
                .toString();
    }

    /** Sends the form of a page, with the token that stands in it, and is led back to the page. */
    private void sent(String page, String action, String fields) {
        var path = action.startsWith("/staff") ? action : page + action;
        var shown = browser.get(page);
        var token = shown.text().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        var answer = browser.with(
                        "Cookie", session + "; " + shown.header("Set-Cookie").split(";", 2)[0])
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post(path, fields + "&_csrf=" + token);
        assertThat(answer).hasStatus(302);
        assertThat(browser.get(answer.header("Location"))).hasStatus(200);
    }
}
