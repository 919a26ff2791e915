package dev.fairground.listings;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.RowFixture.aRow;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.identity.MemberId;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.ListingFixture;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each test's things have a word of their own in the title, so that no other test's things are found. */
@FairgroundTest
class SearchHttpTest {

    private static final String DRESSES = "01900000-0000-7000-8000-00000000001d";
    private static final String CLOTHING = "01900000-0000-7000-8000-00000000001b";
    private static final String BOOKS = "01900000-0000-7000-8000-000000000012";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    DataSource database;

    private Instant next = SettableClock.START.minus(Duration.ofDays(5));
    private final String word = Chance.name("w");
    private Cast.Person owner = new Cast.Person(MemberId.next(), "", "");
    private UUID shop = Chance.id();

    @BeforeEach
    void openAShop() {
        owner = cast.member("seller");
        shop = aShopOf(owner.id().value()).in(Rows.in(database));
    }

    @Test
    void words_and_parts_of_words_are_found_in_any_order_and_case() {
        listed("Oak table", listing -> listing);
        listed("Oaken stool", listing -> listing);
        listed("Pine table", listing -> listing);

        assertThat(titles(found("text=" + encoded("TABLE oak " + word)))).containsExactly("Oak table");
        assertThat(titles(found("text=" + encoded("oak " + word)))).containsExactly("Oaken stool", "Oak table");
    }

    @Test
    void what_looks_like_a_pattern_or_a_statement_is_just_text() {
        listed("Percent", listing -> listing);
        assertThat(titles(found("text=" + encoded(word + " 'or 1=1 or title like '%"))))
                .isEmpty();
        assertThat(Api.at(port).get("/api/v2/listings?text=" + encoded("%%% ___ \\\\\\")))
                .refused(400, "words-too-short");
    }

    @Test
    void a_category_holds_what_lies_below_it() {
        listed(
                "Red dress",
                listing -> listing.among("dresses").saying("size", "M").saying("colour", "red"));
        listed(
                "Blue dress",
                listing -> listing.among("dresses").saying("size", "L").saying("colour", "blue"));
        listed("Chair", listing -> listing);

        assertThat(titles(found(mine() + "&category=" + CLOTHING))).containsExactly("Blue dress", "Red dress");
        assertThat(titles(found(mine() + "&category=" + BOOKS))).isEmpty();
        assertThat(titles(found(mine() + "&category=" + DRESSES + "&attributes=colour:red&attributes=size:M")))
                .containsExactly("Red dress");
        assertThat(titles(found(mine() + "&category=" + DRESSES + "&attributes=colour:red&attributes=size:L")))
                .isEmpty();
    }

    @Test
    void prices_are_compared_in_one_currency_and_sorted_both_ways_over_pages() {
        listed("One", listing -> listing.costing(100, "EUR"));
        listed("Two", listing -> listing.costing(200, "EUR"));
        listed("Two again", listing -> listing.costing(200, "EUR"));
        listed("Three", listing -> listing.costing(300, "EUR"));
        listed("Elsewhere", listing -> listing.costing(200, "CHF"));

        assertThat(walked(mine() + "&currency=EUR&sort=CHEAPEST")).containsExactly("One", "Two", "Two again", "Three");
        assertThat(walked(mine() + "&currency=EUR&sort=DEAREST")).containsExactly("Three", "Two again", "Two", "One");
        assertThat(titles(found(mine() + "&currency=EUR&minPriceMinor=200&maxPriceMinor=299")))
                .containsExactly("Two again", "Two");
    }

    @Test
    void the_nearest_come_first_and_what_is_too_far_not_at_all() {
        listed("Hamburg", listing -> listing.lyingAt("53.55", "9.99"));
        listed("Bremen", listing -> listing.lyingAt("53.08", "8.80"));
        listed("Berlin", listing -> listing.lyingAt("52.52", "13.40"));
        listed("Nowhere", listing -> listing);

        assertThat(walked(mine() + "&near=53.5,10.0&within=300&sort=NEAREST"))
                .containsExactly("Hamburg", "Bremen", "Berlin");
        assertThat(titles(found(mine() + "&near=53.5,10.0&within=150"))).containsExactly("Bremen", "Hamburg");
    }

    /** As the crow flies, by the atlas; a place is known to a kilometre, and the earth is no perfect ball. */
    @ParameterizedTest
    @Proves("maint-avoid-heavy-deps")
    @CsvSource({
        "53.55, 9.99, 52.52, 13.40, 255",
        "51.51, -0.13, 48.86, 2.35, 344",
        "59.33, 18.07, 60.17, 24.94, 397",
        "40.71, -74.01, 42.36, -71.06, 306"
    })
    void the_way_between_towns_is_what_the_atlas_says(
            String lat, String lon, String otherLat, String otherLon, int way) {
        listed("Town", listing -> listing.lyingAt(lat, lon));
        String near = mine() + "&near=" + otherLat + "," + otherLon + "&within=";

        assertThat(titles(found(near + (way + 4)))).containsExactly("Town");
        assertThat(titles(found(near + (way - 4)))).isEmpty();
    }

    /** Two degrees apart, and 358 in numbers. */
    @Test
    void the_way_over_the_date_line_is_short() {
        listed("Suva", listing -> listing.lyingAt("-18.14", "178.44"));
        assertThat(titles(found(mine() + "&near=-17.5,-179.9&within=300"))).containsExactly("Suva");
        assertThat(titles(found(mine() + "&near=-17.5,-179.9&within=100"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text=ab                                | text         | words-too-short
            minPriceMinor=1                        | currency     | which-currency
            sort=CHEAPEST                          | currency     | which-currency
            sort=NEAREST                           | near         | near-and-within
            near=1,2                               | near         | near-and-within
            near=95,2&within=5                     | near         | invalid-request
            near=1,181&within=5                    | near         | invalid-request
            near=1,2&within=-5                     | within       | invalid-request
            near=1,2&within=501                    | within       | invalid-request
            near=1,2&within=far                    | within       | invalid-request
            minPriceMinor=1e3&currency=EUR         | minPriceMinor | invalid-request
            maxPriceMinor=-1&currency=EUR          | maxPriceMinor | invalid-request
            maxPriceMinor=99999999999999999999&currency=EUR | maxPriceMinor | invalid-request
            minPriceMinor=2&maxPriceMinor=1&currency=EUR | maxPriceMinor | prices-crossed
            text=%25%25%25                         | text         | words-too-short
            text=____                              | text         | words-too-short
            attributes=wingspan:3                  | attributes   | unknown-attribute
            attributes=size:enormous               | attributes   | attribute-value
            attributes=memory:lots                 | attributes   | attribute-value
            category=01900000-0000-7000-8000-000000000012&attributes=size:M | attributes | unknown-attribute
            category=1                             | category     | invalid-request
            total=about                            | total        | invalid-request
            near=here&within=5                     | near         | invalid-request
            within=0&near=1,2                      | within       | invalid-request
            attributes=red                         | attributes[0] | invalid-request
            currency=DEM                           | currency     | invalid-request
            sort=BEST                              | sort         | invalid-request
            category=01900000-0000-7000-8000-0000000fffff | category | unknown-category
            sort=CHEAPEST&currency=EUR&cursor=YWJj | cursor       | malformed-cursor
            """)
    void a_search_that_makes_no_sense_is_refused_by_name(String query, String field, String code) {
        assertThat(Api.at(port).get("/api/v2/listings?" + query))
                .refused(400, code)
                .naming(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "near", "currency", "attributes"})
    void what_is_absurdly_long_is_refused_by_name(String parameter) {
        var answer = Api.at(port).get("/api/v2/listings?" + parameter + "=" + "abc:".repeat(200));
        assertThat(answer).refused(400, "invalid-request");
        assertThat(answer.at("/errors/0/field")).startsWith(parameter);
    }

    /** What cannot be read keeps nothing else from being looked at. */
    @Test
    void all_that_is_wrong_is_named_at_once() {
        var answer = Api.at(port).get("/api/v2/listings?within=far&minPriceMinor=-1&sort=NEWEST");
        assertThat(answer).refused(400, "invalid-request");
        assertThat(answer.json()
                        .at("/errors")
                        .valueStream()
                        .map(fault -> fault.path("field").asString()))
                .containsExactlyInAnyOrder("within", "minPriceMinor");
    }

    @Test
    void a_header_is_no_parameter() {
        assertThat(Api.at(port).with("limit", "many").with("currency", "XYZ").get("/api/v2/listings"))
                .hasStatus(200);
    }

    /** An address is compared as it is meant and not as it is written. */
    @Test
    void a_collection_is_found_however_its_letters_are_encoded() {
        assertThat(Api.at(port).get("/api/v2/%6cistings?limit=1")).hasStatus(200);
        assertThat(Api.at(port).get("/api/v2/listing?limit=1")).refused(404, "no-such-resource");
        assertThat(Api.at(port).delete("/api/v2/listings")).refused(405, "method-not-allowed");
    }

    @Test
    void empty_parameters_are_none() {
        listed("Oak table", listing -> listing);
        assertThat(titles(found(mine() + "&currency=&near=&within=&attributes=&sort=&minPriceMinor=")))
                .containsExactly("Oak table");
    }

    @Test
    void a_total_is_told_to_those_who_ask_and_counts_what_the_filters_let_through() {
        for (int number = 0; number < 5; number++) {
            int cents = 100 + number;
            listed("Thing", listing -> listing.costing(cents, "EUR"));
        }
        String cheap = mine() + "&currency=EUR&maxPriceMinor=103&limit=2";

        assertThat(found(cheap).at("/total/count")).isEmpty();
        assertThat(found(cheap + "&total=exact").at("/total/count")).isEqualTo("4");
        assertThat(found(cheap + "&total=estimate").at("/total/precision")).isEqualTo("ESTIMATE");
        Answer second = found(cheap + "&total=exact&cursor=" + found(cheap).at("/next"));
        assertThat(second.at("/total/count")).isEqualTo("4");
    }

    @Test
    void a_thing_says_what_its_category_asks_for_before_it_is_public() {
        Api seller = cast.program(Api.at(port), owner);
        String address = "/api/v2/shops/" + shop + "/listings";
        var offer = new HashMap<String, Object>(Map.of(
                "category",
                DRESSES,
                "title",
                "Dress",
                "description",
                "",
                "stock",
                1,
                "price",
                Map.of("amountMinor", 5000, "currency", "EUR")));
        String draft = seller.post(address, offer).at("/id");
        assertThat(seller.put("/api/v2/listings/" + draft + "/publication", "")).refused(400, "attribute-missing");

        offer.put("attributes", Map.of("wingspan", "3"));
        assertThat(seller.post(address, offer)).refused(400, "unknown-attribute");
        offer.put("attributes", Map.of("size", "enormous"));
        assertThat(seller.post(address, offer)).refused(400, "attribute-value");

        offer.put("attributes", Map.of("size", "M"));
        offer.put("place", Map.of("latitude", 53.55123, "longitude", 9.99));
        Answer complete = seller.post(address, offer);
        assertThat(complete).hasStatus(201);
        assertThat(complete.at("/attributes/size")).isEqualTo("M");
        assertThat(complete.at("/place/latitude")).isEqualTo("53.55"); // to the village, never to the house
        assertThat(seller.put("/api/v2/listings/" + complete.at("/id") + "/publication", ""))
                .hasStatus(204);
    }

    @Test
    void a_favourite_is_kept_once_found_again_and_let_go() {
        var rows = Rows.in(database);
        UUID one = aListingOf(shop).in(rows);
        UUID two = aListingOf(shop).in(rows);
        UUID draft = aListingOf(shop).draft().in(rows);
        Api member = cast.program(Api.at(port), cast.member("buyer"));
        String favourites = "/api/v2/me/favourites";
        assertThat(member.put(favourites + "/" + one, "")).hasStatus(204);
        assertThat(member.put(favourites + "/" + two, "")).hasStatus(204);
        assertThat(member.put(favourites + "/" + one, "")).hasStatus(204);
        assertThat(member.put(favourites + "/" + draft, "")).refused(404, "no-such-listing");

        Answer kept = member.get(favourites + "?limit=1");
        assertThat(kept.at("/items/0/id")).isEqualTo(two.toString());
        Answer rest = member.get("/api/v1/me/favourites?cursor=" + kept.at("/next"));
        assertThat(rest.at("/items/0/id")).isEqualTo(one.toString());
        assertThat(rest.json().at("/items").size()).isEqualTo(1);

        assertThat(cast.program(Api.at(port), cast.member("stranger")).delete(favourites + "/" + two))
                .hasStatus(204);
        assertThat(member.get(favourites).json().at("/items").size()).isEqualTo(2);
        assertThat(member.delete(favourites + "/" + two)).hasStatus(204);
        assertThat(member.get(favourites).json().at("/items").size()).isEqualTo(1);
    }

    @Test
    void a_member_keeps_five_hundred_and_may_keep_each_of_them_again() {
        var rows = Rows.in(database);
        var buyer = cast.member("buyer");
        Api member = cast.program(Api.at(port), buyer);
        String kept = "/api/v2/me/favourites/" + aListingOf(shop).in(rows);
        String oneMore = "/api/v2/me/favourites/" + aListingOf(shop).in(rows);
        assertThat(member.put(kept, "")).hasStatus(204);
        for (int others = 0; others < 499; others++) {
            aRow("listings.favourite")
                    .with("member_id", buyer.id().value())
                    .with("listing_id", aListingOf(shop).draft().in(rows))
                    .in(rows);
        }

        assertThat(member.put(oneMore, "")).refused(409, "too-many-favourites");
        assertThat(member.put(kept, "")).hasStatus(204);
        assertThat(member.delete(kept)).hasStatus(204);
        assertThat(member.put(oneMore, "")).hasStatus(204);
    }

    private void listed(String title, UnaryOperator<ListingFixture> more) {
        next = next.plusSeconds(1);
        more.apply(aListingOf(shop).titled(title + " " + word).draftedAt(next)).in(Rows.in(database));
    }

    private String mine() {
        return "text=" + word;
    }

    private Answer found(String query) {
        Answer answer = Api.at(port).get("/api/v2/listings?" + query);
        assertThat(answer).hasStatus(200);
        return answer;
    }

    private List<String> walked(String query) {
        var all = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page = found(query + "&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            all.addAll(titles(page));
            cursor = page.at("/next");
        } while (!cursor.isEmpty());
        return all;
    }

    private List<String> titles(Answer answer) {
        return answer.json()
                .at("/items")
                .valueStream()
                .map(item -> item.path("title").asString().replace(" " + word, ""))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
