package dev.fairground.orders;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Orders in a browser without JavaScript. */
@FairgroundTest
class OrderPagesTest {

    private static final Pattern ORDER = Pattern.compile("href=\"/orders/([0-9a-f-]{36})\"");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    private final Rows rows;
    private Person owner = new Person(MemberId.next(), "", "");
    private Person buyer = owner;
    private UUID shop = Chance.id();

    OrderPagesTest(@Autowired DataSource database) {
        rows = Rows.in(database);
    }

    @BeforeEach
    void openAShop() {
        owner = cast.member("seller");
        buyer = cast.member("buyer");
        shop = aShopOf(owner.id().value()).called(owner.handle(), "Wood & Work").in(rows);
    }

    @Test
    void a_buyer_reads_what_was_ordered_what_it_cost_and_what_happened() {
        var order = anOrder(buyer.id().value(), shop)
                .of(aListingOf(shop)
                        .titled("Windsor <chair>")
                        .costing(100_000, "EUR")
                        .in(rows))
                .of(aListingOf(shop).titled("Stool").costing(999, "EUR").in(rows))
                .completedIn(rows);

        var page = as(buyer).get("/orders/" + order);

        assertThat(page).hasStatus(200);
        assertThat(page.text())
                .contains("Windsor &lt;chair&gt;", "Stool", "1,000.00 EUR", "9.99 EUR", "1,009.99 EUR")
                .contains("Wood &amp; Work", "Parcel post, PP", order.toString())
                .containsSubsequence("Placed", "Paid", "Shipped", "Delivered", "Completed");
        assertThat(page.text())
                .containsPattern("<time datetime=\"[^\"]+Z\">\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC</time>");
    }

    @Test
    void the_story_ends_as_the_order_did() {
        var stool = aListingOf(shop).in(rows);
        var refunded = anOrder(buyer.id().value(), shop).of(stool).refundedIn(rows);
        var cancelled = anOrder(buyer.id().value(), shop).of(stool).cancelledIn(rows);

        assertThat(as(buyer).get("/orders/" + refunded).text())
                .containsSubsequence("What happened", "Placed", "Paid", "Refund asked for", "Refunded")
                .doesNotContain("Shipped");
        assertThat(as(buyer).get("/orders/" + cancelled).text())
                .containsSubsequence("What happened", "Placed", "Cancelled", "Ordered twice by mistake.");
    }

    @Test
    void the_shops_team_sees_it_and_to_a_stranger_it_is_as_if_there_were_none() {
        var order = anOrder(buyer.id().value(), shop)
                .of(aListingOf(shop).titled("Stool").in(rows))
                .completedIn(rows);

        assertThat(as(owner).get("/orders/" + order).text()).contains("Stool", "An order that your shop received");

        var stranger = cast.member("stranger");
        var foreign = as(stranger).get("/orders/" + order);
        var missing = as(stranger).get("/orders/" + OrderId.next());
        assertThat(foreign).hasStatus(404);
        assertThat(missing).hasStatus(404);
        assertThat(main(foreign)).isEqualTo(main(missing)).doesNotContain("Stool");
    }

    @Test
    void a_visitor_is_asked_who_they_are_and_led_back() {
        var visitor = Api.at(port).with("Accept", "text/html");
        var order = OrderId.next();

        for (String path : List.of("/orders", "/orders/" + order)) {
            var answer = visitor.get(path);
            assertThat(answer).hasStatus(303);
            assertThat(answer.header("Location")).isEqualTo("/log-in?then=" + path.replace("/", "%2F"));
        }
    }

    @Test
    void a_member_walks_through_their_own_orders_and_sees_nobody_elses() {
        var stool = aListingOf(shop).titled("Stool").in(rows);
        var bench = aListingOf(shop).titled("Bench").in(rows);
        var older = anOrder(buyer.id().value(), shop).of(stool).of(bench).completedIn(rows);
        var newer = anOrder(buyer.id().value(), shop)
                .of(bench)
                .placedAt(SettableClock.START.minusSeconds(3600))
                .cancelledIn(rows);
        anOrder(cast.member("stranger").id().value(), shop).of(stool).completedIn(rows);

        var first = as(buyer).get("/orders?limit=1");
        assertThat(first.text()).contains("Bench", "Cancelled", "Older orders");
        assertThat(orders(first)).containsExactly(newer);

        var next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first.text());
        assertThat(next.find()).isTrue();
        var second = as(buyer).get(next.group(1));
        assertThat(orders(second)).containsExactly(older);
        assertThat(second.text()).contains("Stool", "and 1 more", "Completed").doesNotContain("Older orders");

        assertThat(as(cast.member("newcomer")).get("/orders").text()).contains("Nothing bought yet");
    }

    private Api as(Person person) {
        return cast.browser(Api.at(port), person);
    }

    private static List<UUID> orders(Api.Answer page) {
        return ORDER.matcher(page.text())
                .results()
                .map(found -> UUID.fromString(found.group(1)))
                .toList();
    }

    private static String main(Api.Answer page) {
        String text = page.text();
        return text.substring(text.indexOf("<main"), text.indexOf("</main>")).replaceAll("quote <code>[^<]*", "");
    }
}
