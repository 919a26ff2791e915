package dev.fairground.listings;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.RowFixture.aRow;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.objects.ObjectKey;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.testing.Api;
import dev.fairground.testing.Browser;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.MemberFixture;
import dev.fairground.testing.PictureFixture;
import dev.fairground.testing.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is on offer, in a browser without JavaScript. */
@FairgroundTest
class ListingPagesTest {

    private static final Pattern CARD = Pattern.compile("href=\"/listings/([0-9a-f-]{36})\"");
    private static final Pattern MORE = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    ObjectStore objects;

    private final Rows rows;
    private final JdbcClient jdbc;
    private Person seller = new Person(MemberId.next(), "", "");
    private UUID shop = Chance.id();

    ListingPagesTest(@Autowired DataSource database) {
        rows = Rows.in(database);
        jdbc = JdbcClient.create(database);
    }

    @BeforeEach
    void openAShop() {
        seller = cast.member("seller");
        shop = aShopOf(seller.id().value()).called(seller.handle(), "Woodwork").in(rows);
    }

    @Test
    void a_thing_is_shown_with_all_that_a_buyer_wants_to_know() throws IOException {
        var chair = aListingOf(shop)
                .titled("Windsor chair")
                .describedAs("Oak.\nOiled twice.")
                .costing(123_450, "EUR")
                .left(3)
                .in(rows);
        var key = new ObjectKey("listings/" + chair + "/0.png");
        objects.put(key, new ByteArrayInputStream(PictureFixture.png(800, 600)));
        aRow("listings.picture")
                .with("listing_id", chair)
                .with("object_key", key.text())
                .with("card_key", key.text())
                .in(rows);

        var page = Browser.at(port).open("/listings/" + chair);

        assertThat(page).hasStatus(200);
        assertThat(page.text())
                .contains(
                        "<title>Windsor chair · Fairground</title>",
                        "Woodwork",
                        "1,234.50 EUR",
                        "3 in stock",
                        "Oak.\nOiled twice.",
                        "src=\"/media/listings/" + chair + "/0.png\" alt=\"Windsor chair\"",
                        ">Chairs</a>")
                .contains("/api/v2/orders", "{\"lines\":[{\"listing\":\"" + chair + "\",\"quantity\":1}]");
    }

    @Test
    void what_a_seller_writes_stays_text_wherever_it_is_shown() {
        String attack = "</title><script>document.title='x'</script>";
        var shopOfAttacker = aShopOf(cast.member("seller").id().value())
                .called(cast.member("shop").handle(), "<img src=x onerror=alert(1)>")
                .in(rows);
        var hat = aListingOf(shopOfAttacker)
                .among("hats")
                .titled(attack)
                .describedAs(attack)
                .in(rows);

        for (String path : List.of("/listings/" + hat, "/categories/" + category("hats"))) {
            var page = Browser.at(port).open(path);
            assertThat(page).hasStatus(200);
            assertThat(page.text())
                    .as(path)
                    .contains("&lt;script&gt;document", "&lt;img src=x")
                    .doesNotContain("<script", "<img src=x");
        }
    }

    @Test
    void what_is_not_public_is_nothing_to_the_public_and_there_for_its_team() {
        var draft = aListingOf(shop).titled("Half a chair").draft().in(rows);
        var taken = aListingOf(shop)
                .titled("Taken back")
                .withdrawnBy(seller.id().value())
                .in(rows);
        Api stranger = cast.browser(Api.at(port), cast.member("stranger"));
        var missing = stranger.get("/listings/" + ListingId.next());
        assertThat(missing).hasStatus(404);
        for (UUID hidden : List.of(draft, taken)) {
            assertThat(Browser.at(port).open("/listings/" + hidden)).hasStatus(404);
            var foreign = stranger.get("/listings/" + hidden);
            assertThat(foreign).hasStatus(404);
            assertThat(main(foreign)).isEqualTo(main(missing));
        }

        Api team = cast.browser(Api.at(port), seller);
        assertThat(team.get("/listings/" + draft).text()).contains("Half a chair", "A draft; only your team");
        assertThat(team.get("/listings/" + taken).text()).contains("Taken back", "Withdrawn; only your team");
    }

    @Test
    void what_is_sold_out_is_still_found_and_offered_to_nobody() {
        var gone = aListingOf(shop).left(0).in(rows);

        var page = Browser.at(port).open("/listings/" + gone);

        assertThat(page).hasStatus(200);
        assertThat(page.text()).contains("Sold out").doesNotContain("/api/v2/orders");
    }

    @Test
    void a_category_shows_what_is_in_it_and_below_each_thing_once() {
        var offered = new ArrayList<UUID>();
        for (int number = 0; number < 30; number++) {
            offered.add(aListingOf(shop).among("tables").in(rows));
        }
        var elsewhere = aListingOf(shop).among("hats").in(rows);

        var shown = new ArrayList<UUID>();
        var browser = Browser.at(port);
        String next = "/categories/" + category("furniture");
        int pages = 0;
        while (!next.isEmpty()) {
            var page = browser.open(next);
            assertThat(page).hasStatus(200);
            var cards = CARD.matcher(page.text())
                    .results()
                    .map(found -> UUID.fromString(found.group(1)))
                    .toList();
            assertThat(cards).hasSizeLessThanOrEqualTo(24);
            shown.addAll(cards);
            next = MORE.matcher(page.text())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .findFirst()
                    .orElse("");
            pages++;
        }

        assertThat(pages).isGreaterThan(1);
        assertThat(shown).doesNotHaveDuplicates().containsAll(offered).doesNotContain(elsewhere);
    }

    @Test
    void a_category_that_is_none_and_a_cursor_that_is_none_are_said_so() {
        var browser = Browser.at(port);
        assertThat(browser.open("/categories/" + ListingId.next())).hasStatus(404);
        assertThat(browser.open("/categories/" + category("chairs") + "?cursor=%00"))
                .hasStatus(400);
        assertThat(browser.open("/listings/1")).hasStatus(400);
    }

    @Test
    void a_visitor_narrows_a_category_by_words_price_attribute_and_town_and_turns_the_page() {
        String word = Chance.name("w");
        for (int number = 0; number < 30; number++) {
            aListingOf(shop)
                    .among("dresses")
                    .saying("size", "M")
                    .titled("Dress " + word)
                    .costing(1000 + number, "EUR")
                    .lyingAt("52.50", "13.40")
                    .in(rows);
        }
        aListingOf(shop)
                .among("dresses")
                .saying("size", "L")
                .titled("Large " + word)
                .in(rows);
        aListingOf(shop)
                .among("dresses")
                .saying("size", "M")
                .titled("Dear " + word)
                .costing(99_900, "EUR")
                .lyingAt("52.50", "13.40")
                .in(rows);

        var browser = Browser.at(port);
        var first = browser.open(
                "/categories/" + category("dresses") + "?text=" + word
                        + "&minPrice=10.00&maxPrice=10.50&currency=EUR&attributes=&attributes=size%3AM&near=BERLIN&within=25&sort=CHEAPEST");

        assertThat(first).hasStatus(200);
        assertThat(first.text())
                .contains("value=\"" + word + "\"", "value=\"size:M\" selected", "value=\"BERLIN\" selected")
                .contains("10.00 EUR")
                .doesNotContain("Large " + word, "Dear " + word);
        assertThat(CARD.matcher(first.text()).results().count()).isEqualTo(24);
        var more = MORE.matcher(first.text())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .replace("&amp;", "&");
        var second = browser.open(more);
        assertThat(second).hasStatus(200);
        assertThat(CARD.matcher(second.text()).results().count()).isEqualTo(6);
        assertThat(second.text()).contains("Back to the first page");
    }

    @Test
    void a_search_over_everything_needs_no_category_and_may_find_nothing() {
        String word = Chance.name("w");
        var chair = aListingOf(shop).titled("Chair " + word).in(rows);

        assertThat(Browser.at(port).open("/listings?text=" + word).text()).contains("/listings/" + chair);
        assertThat(Browser.at(port)
                        .open("/listings?text=" + word + "&maxPrice=1")
                        .text())
                .contains("Nothing here just now.", "Show all again");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minPrice=cheap              | minPrice
            minPrice=-1                 | minPrice
            minPrice=2&maxPrice=1       | maxPrice
            maxPrice=1.999              | maxPrice
            near=ATLANTIS               | near
            near=BERLIN&within=-5       | within
            currency=DEM                | currency
            sort=BEST                   | sort
            sort=NEAREST                | near
            attributes=red              | attributes
            attributes=wingspan:3       | attributes
            text=%25%25                 | text
            """)
    void a_form_that_makes_no_sense_is_refused_with_the_field_named(String query, String field) {
        for (String page : List.of("/listings", "/categories/" + category("dresses"))) {
            var answer = Browser.at(port).open(page + "?" + query);
            assertThat(answer).hasStatus(400);
            assertThat(answer.text()).contains("<code>" + field);
        }
    }

    @Test
    void a_member_keeps_a_thing_finds_it_again_and_lets_go_of_it() {
        var chair = aListingOf(shop).titled("A chair to keep").in(rows);
        String page = "/listings/" + chair;
        Browser member = signedIn();
        Browser stranger = signedIn();
        assertThat(Browser.at(port).open(page).text()).doesNotContain("Keep it");
        assertThat(member.open("/favourites").text()).contains("Nothing kept yet.");
        assertThat(member.open(page).text()).contains("Keep it");

        assertThat(member.submit(page, "/favourites/" + chair, Map.of())).hasStatus(302);

        assertThat(member.open(page).text()).contains("Let go of it");
        assertThat(member.open("/favourites").text()).contains("A chair to keep");
        assertThat(stranger.open("/favourites").text()).doesNotContain("A chair to keep");
        assertThat(stranger.submit(page, "/favourites/" + chair + "/end", Map.of()))
                .hasStatus(302);
        assertThat(member.post("/favourites/" + chair + "/end", "")).hasStatus(403); // no token: a foreign page sent it
        assertThat(member.open("/favourites").text()).contains("A chair to keep");
        assertThat(member.submit(page, "/favourites/" + chair + "/end", Map.of()))
                .hasStatus(302);
        assertThat(member.open("/favourites").text()).doesNotContain("A chair to keep");
    }

    private Browser signedIn() {
        var browser = Browser.at(port);
        var member = aMember().in(jdbc);
        assertThat(browser.submit(
                        "/log-in", "/log-in", Map.of("email", member.email(), "password", MemberFixture.PASSWORD)))
                .hasStatus(302);
        return browser;
    }

    @Test
    void a_thing_tells_what_its_seller_said_of_it_and_roughly_where_it_is() {
        var bicycle = aListingOf(shop)
                .among("bicycles")
                .saying("frame-height", "56")
                .lyingAt("53.55", "9.99")
                .in(rows);

        assertThat(Browser.at(port).open("/listings/" + bicycle).text())
                .contains("Frame height", "56 cm", "53.55, 9.99");
    }

    private String category(String slug) {
        return rows.sql("select id from catalog.category where slug = :slug")
                .param("slug", slug)
                .query(UUID.class)
                .single()
                .toString();
    }

    private static String main(Api.Answer page) {
        String text = page.text();
        return text.substring(text.indexOf("<main"), text.indexOf("</main>")).replaceAll("quote <code>[^<]*", "");
    }
}
