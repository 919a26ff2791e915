package dev.fairground.listings;

import static dev.fairground.testing.AnswerAssert.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.FairgroundTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a seller cannot do with a listing, each by its name. */
@FairgroundTest
class SellingHttpTest {

    private static final String FURNITURE = "01900000-0000-7000-8000-000000000002";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    private Stall stall;

    @BeforeEach
    void open() {
        stall = Stall.open(cast, port);
    }

    @Test
    void what_cannot_be_offered_is_refused() {
        assertThat(draft(stall.shop(), without("stock")))
                .refused(400, "stock-missing")
                .naming("stock");
        assertThat(draft(stall.shop(), with("category", FURNITURE)))
                .refused(400, "category-not-a-leaf")
                .naming("category");
        for (String currency : List.of("XYZ", "JPY")) { // one that nobody knows, and one that we do not take
            assertThat(draft(stall.shop(), with("price", Map.of("amountMinor", 1999, "currency", currency))))
                    .refused(400, "currency-not-taken")
                    .naming("currency");
        }
        assertThat(draft(stall.shop(), with("place", Map.of("latitude", 90.1, "longitude", 0))))
                .refused(400, "invalid-request")
                .naming("place.latitude");
        assertThat(draft(Stall.open(cast, port).shop(), Stall.OFFER)).refused(404, "no-such-shop-of-yours");
    }

    @Test
    void a_change_names_the_version_that_was_read_and_leaves_the_stock_alone() {
        var change = without("stock");
        assertThat(changed(change)).refused(400, "version-missing").naming("version");
        change.put("version", stall.detail().json().at("/version").asInt());
        change.put("title", "A chair of elm");
        assertThat(changed(change)).hasStatus(200);
        assertThat(changed(change)).refused(409, "listing-changed-meanwhile");
        assertThat(changed(with("version", 1)))
                .refused(400, "stock-counted-apart")
                .naming("stock");
    }

    @Test
    void a_draft_is_not_withdrawn_and_not_published_with_nothing_to_sell() {
        String listing = "/api/v2/listings/" + stall.listing();
        assertThat(stall.seller().delete(listing + "/publication")).refused(409, "never-published");
        assertThat(stall.seller().put(listing + "/stock", Map.of("stock", 0))).hasStatus(204);
        assertThat(stall.seller().put(listing + "/publication", "")).refused(409, "nothing-to-sell");
    }

    private Answer draft(String shop, Map<String, Object> offer) {
        return stall.seller().post("/api/v2/shops/" + shop + "/listings", offer);
    }

    private Answer changed(Map<String, Object> offer) {
        return stall.seller().put("/api/v2/listings/" + stall.listing(), offer);
    }

    private static Map<String, Object> with(String field, Object value) {
        var offer = new HashMap<>(Stall.OFFER);
        offer.put(field, value);
        return offer;
    }

    private static Map<String, Object> without(String field) {
        var offer = new HashMap<>(Stall.OFFER);
        offer.remove(field);
        return offer;
    }
}
