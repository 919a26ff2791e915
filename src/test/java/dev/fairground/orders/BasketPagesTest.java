package dev.fairground.orders;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Browser;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Buying in a browser without JavaScript. */
@FairgroundTest
class BasketPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final Rows rows;
    private UUID chair = Chance.id();
    private UUID table = Chance.id();
    private Browser window = Browser.at(0);

    @Autowired
    BasketPagesTest(DataSource database) {
        rows = Rows.in(database);
    }

    @BeforeEach
    void fill() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        var buyer = cast.member("buyer");
        window = Browser.at(port);
        window.submit("/log-in", "/log-in", Map.of("email", buyer.email(), "password", Cast.PASSWORD));
        var shop = aShopOf(cast.member("seller").id().value()).in(rows);
        chair = aListingOf(shop)
                .titled("Chair <oak>")
                .costing(1999, "EUR")
                .left(3)
                .in(rows);
        table = aListingOf(shop).titled("Table").costing(9000, "EUR").left(1).in(rows);
    }

    @Test
    void a_buyer_fills_a_basket_sees_what_changed_orders_cancels_and_never_buys_at_a_price_they_did_not_see() {
        assertThat(text("/listings/" + chair)).contains("Put it into your basket");
        assertThat(sent("/listings/" + chair, "/basket/lines/" + chair, Map.of("quantity", "2")))
                .hasStatus(302);
        assertThat(sent("/basket", "/basket/lines/" + table, Map.of("quantity", "2")))
                .hasStatus(302);
        assertThat(text("/basket")).contains("Chair &lt;oak&gt;", "19.99 EUR", "There are 1 left.");

        String seen = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"")
                .matcher(text("/basket"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
        assertThat(seen).isEqualTo(chair + " 2 1999 EUR");
        jdbc.sql("update listings.listing set price_minor = 2199 where id = :id")
                .param("id", chair)
                .update();
        var refused = sent("/basket", "/basket/checkout", order(seen));
        assertThat(refused).hasStatus(409);
        assertThat(refused.text()).contains("It costs 21.99 EUR now.");
        assertThat(text("/basket")).contains("It costs 21.99 EUR now.", chair + " 2 2199 EUR");

        assertThat(sent("/basket", "/basket/checkout", order(chair + " 2 2199 EUR")))
                .hasStatus(302);
        assertThat(sent("/basket", "/basket/checkout", order(chair + " 2 2199 EUR")))
                .hasStatus(409);
        assertThat(text("/basket")).contains("Table").doesNotContain("Chair");
        assertThat(sent("/basket", "/basket/lines/" + table + "/removal", Map.of()))
                .hasStatus(302);
        assertThat(text("/basket")).contains("Nothing in it yet");

        var placed = Pattern.compile("href=\"(/orders/[0-9a-f-]{36})\"").matcher(text("/orders"));
        assertThat(placed.find()).isTrue();
        assertThat(text(placed.group(1))).contains("Cancel the order").doesNotContain("It has arrived");
        assertThat(sent(placed.group(1), placed.group(1) + "/cancellation", Map.of()))
                .hasStatus(302);
        assertThat(text(placed.group(1))).contains("You cancelled it.").doesNotContain("Cancel the order");
    }

    @Test
    void a_basket_page_takes_nothing_that_is_malformed_or_from_elsewhere() {
        for (String wrong : List.of("0", "101")) {
            var page = sent("/basket", "/basket/lines/" + chair, Map.of("quantity", wrong));
            assertThat(page).hasStatus(400);
            assertThat(page.text()).contains("quantity-out-of-range");
        }
        assertThat(sent("/basket", "/basket/lines/" + chair, Map.of("quantity", "many")))
                .hasStatus(400);
        for (String wrong : List.of("1 2 3", chair + " 1 1999 EURO", chair + " 1 much EUR")) {
            assertThat(sent("/basket", "/basket/checkout", order(wrong))).hasStatus(400);
        }
        assertThat(sent("/basket", "/basket/checkout", order(""))).hasStatus(409);
        assertThat(window.post("/basket/lines/" + chair, "quantity=1")).hasStatus(403);
        assertThat(Api.at(port).with("Accept", "text/html").get("/basket")).hasStatus(303);
    }

    @Test
    void what_was_delivered_is_asked_to_be_taken_back() {
        assertThat(sent("/listings/" + chair, "/basket/lines/" + chair, Map.of("quantity", "1")))
                .hasStatus(302);
        assertThat(sent("/basket", "/basket/checkout", order(chair + " 1 1999 EUR")))
                .hasStatus(302);
        outbox.deliverDue();
        var found = Pattern.compile("href=\"(/orders/[0-9a-f-]{36})\"").matcher(text("/orders"));
        assertThat(found.find()).isTrue();
        String order = found.group(1);
        jdbc.sql(
                        "update orders.placed_order set shipped_at = :now, carrier = 'DHL', tracking_code = '7' where id = :id::uuid")
                .param("now", Rows.at(clock.instant()))
                .param("id", order.substring(8))
                .update();

        assertThat(text(order)).contains("https://www.dhl.com/global-en/home/tracking.html?tracking-id=7");
        assertThat(sent(order, order + "/delivery", Map.of())).hasStatus(302);
        var silent = sent(order, order + "/returns", Map.of("reason", " "));
        assertThat(silent).hasStatus(400);
        assertThat(silent.text()).contains("reason-length");
        assertThat(sent(order, order + "/returns", Map.of("reason", "Too low.")))
                .hasStatus(302);
        assertThat(text(order)).contains("Asked", "Too low.");
    }

    private String text(String path) {
        return window.open(path).text();
    }

    /** Sends a form with the token of the page that it stands on. */
    private Api.Answer sent(String page, String action, Map<String, String> fields) {
        return window.submit(page, action, fields);
    }

    private static Map<String, String> order(String seen) {
        return Map.of("paymentMethod", "pm_card_visa", "seen", seen);
    }
}
