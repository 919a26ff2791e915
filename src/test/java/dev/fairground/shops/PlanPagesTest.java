package dev.fairground.shops;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Browser;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop's plan in a browser without JavaScript. */
@FairgroundTest
class PlanPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final Rows rows;
    private Person owner = new Person(MemberId.next(), "", "");
    private UUID shop = Chance.id();

    PlanPagesTest(@Autowired DataSource database) {
        rows = Rows.in(database);
    }

    @BeforeEach
    void openAShop() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        owner = cast.member("seller");
        shop = aShopOf(owner.id().value()).called(owner.handle(), "Wood & Work").in(rows);
    }

    @Test
    void an_owner_takes_the_plan_changes_the_card_and_ends_it() {
        var browser = signedIn(owner);
        var path = "/shops/" + shop + "/plan";
        assertThat(browser.open(path).text())
                .contains("Wood &amp; Work", "FREE", "29.00 EUR", "50,000", "Take the plan PRO")
                .doesNotContain("Renew with this card");

        back(browser.submit(path, path + "/subscription", Map.of("paymentMethod", "a card")));
        assertThat(browser.open(path).text()).contains(ShopRefused.METHOD_MALFORMED.sentence());
        back(browser.submit(path, path + "/subscription", Map.of("paymentMethod", "pm_card_visa")));
        assertThat(browser.open(path).text()).contains("A payment is under way");
        back(browser.submit(path, path + "/subscription", Map.of("paymentMethod", "pm_card_visa")));
        assertThat(browser.open(path).text()).contains("A payment for this shop&#39;s plan is under way");

        outbox.deliverDue();
        assertThat(browser.open(path).text()).contains("renews at").doesNotContain("Take the plan PRO");
        assertThat(browser.open("/inbox").text()).contains("href=\"" + path + "\"");

        back(browser.submit(path, path + "/renewal", Map.of("paymentMethod", "pm_card_mastercard")));
        back(browser.submit(path, path + "/end", Map.of()));
        assertThat(browser.open(path).text()).contains("ends at").doesNotContain("Go back to FREE");
    }

    @Test
    void to_those_who_do_not_run_it_the_page_says_nothing() {
        var rival = cast.member("rival");
        aShopOf(rival.id().value()).in(rows);
        var path = "/shops/" + shop + "/plan";
        var page = Api.at(port).with("Accept", "text/html");

        assertThat(page.get(path)).hasStatus(303);
        assertThat(cast.browser(Api.at(port), cast.member("stranger")).get(path))
                .hasStatus(403);
        assertThat(cast.browser(Api.at(port), rival).get(path)).hasStatus(404);
        assertThat(Browser.at(port).post(path + "/end", "")).hasStatus(403);
    }

    private static void back(Api.Answer answer) {
        assertThat(answer).hasStatus(302);
        assertThat(answer.header("Location")).endsWith("/plan");
    }

    private Browser signedIn(Person person) {
        var browser = Browser.at(port);
        browser.submit("/log-in", "/log-in", Map.of("email", person.email(), "password", Cast.PASSWORD));
        return browser;
    }
}
