package dev.fairground.integrations;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.simulators.ReceiverSimulator;
import dev.fairground.testing.Api;
import dev.fairground.testing.Browser;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.ShopFixture;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop's webhooks in a browser without JavaScript. */
@FairgroundTest
class WebhookPagesTest {

    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient jdbc;

    private final ShopWebhooks webhooks;
    private final ReceiverSimulator receiver;
    private ShopWebhooks.Open shop;
    private String path = "";

    @Autowired
    WebhookPagesTest(ApplicationContext beans, SettableClock clock) {
        this.webhooks = new ShopWebhooks(beans);
        this.receiver = ReceiverSimulator.start(0, clock);
    }

    @BeforeEach
    void open() {
        shop = webhooks.open(port);
        path = "/shops/" + shop.shop() + "/webhooks";
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void an_owner_adds_an_endpoint_sees_its_secret_once_tries_it_and_reads_its_log() {
        var browser = signedIn();
        assertThat(browser.open(path).text()).contains("None of your systems");
        browser.submit(path, path, Map.of("address", "http://elsewhere.fairground.test", "kinds", "ORDER_PAID"));
        assertThat(browser.open(path).text()).contains(IntegrationRefused.ADDRESS_NOT_TAKEN.sentence());
        browser.submit(path, path, Map.of("address", receiver.address()));
        assertThat(browser.open(path).text()).contains(IntegrationRefused.NO_KINDS.sentence());
        browser.submit(path, path, Map.of("address", receiver.address(), "kinds", "ORDER_PAID"));
        var secret = SECRET.matcher(browser.open(path).text());
        assertThat(secret.find()).isTrue();
        assertThat(browser.open(path).text()).doesNotContain("whsec_").contains(receiver.address());
        receiver.trust(secret.group());

        var one = path + "/" + shop.api().get(shop.path()).at("/items/0/id");
        browser.submit(one, one + "/tests", Map.of());
        assertThat(receiver.heard()).singleElement().matches(ReceiverSimulator.Heard::believed);
        assertThat(browser.open(one).text()).contains("test.ping", "DELIVERED", "204");
        browser.submit(one, one + "/secrets", Map.of());
        assertThat(browser.open(one).text()).contains("whsec_", "signs as well until");

        var message = receiver.heard().getFirst().id();
        browser.submit(one, one + "/pause", Map.of());
        assertThat(browser.open(one).text()).contains("Switched off by the shop");
        browser.submit(one, one + "/messages/" + message + "/attempts", Map.of());
        assertThat(browser.open(one).text()).contains("The endpoint is disabled");
        browser.submit(one, one + "/activation", Map.of());
        browser.submit(one, one + "/messages/" + message + "/attempts", Map.of());
        shop.deliver();
        assertThat(receiver.heard()).hasSize(2);
        browser.submit(one, one + "/deletion", Map.of());
        assertThat(browser.open(path).text()).contains("None of your systems");
    }

    @Test
    void to_those_who_do_not_run_it_the_pages_say_nothing() {
        var rival = cast.member("rival");
        ShopFixture.aShopOf(rival.id().value()).in(Rows.in(jdbc));
        var one = path + "/" + shop.endpoint(receiver.address());

        for (String page : new String[] {path, one}) {
            assertThat(Api.at(port).with("Accept", "text/html").get(page)).hasStatus(303);
            assertThat(cast.browser(Api.at(port), cast.member("stranger")).get(page))
                    .hasStatus(403);
            assertThat(cast.browser(Api.at(port), rival).get(page)).hasStatus(404);
        }
        assertThat(Browser.at(port).post(one + "/deletion", "")).hasStatus(403);
    }

    private Browser signedIn() {
        var browser = Browser.at(port);
        browser.submit("/log-in", "/log-in", Map.of("email", shop.owner().email(), "password", Cast.PASSWORD));
        return browser;
    }
}
