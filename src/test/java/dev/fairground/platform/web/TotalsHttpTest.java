package dev.fairground.platform.web;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every list tells how many there are, to those who ask, and counts for nobody else. */
@FairgroundTest
class TotalsHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    DataSource database;

    @Autowired
    Totals totals;

    @Autowired
    MeterRegistry meters;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Api api = Api.at(0);
    private UUID member = new UUID(0, 0);

    @BeforeEach
    void writeThreeEntries() {
        var support = cast.staff("support", "staff:support-read", "staff:operate");
        member = support.id().value();
        api = cast.program(Api.at(port), support);
        IntStream.range(0, 3).forEach(this::write);
    }

    @Test
    void every_list_answers_a_wrong_total_with_the_field_and_a_right_one_with_a_count() {
        String shop = ownShop();
        String endpoint = aRow("integrations.endpoint")
                .with("shop_id", shop)
                .in(Rows.in(database))
                .toString();
        String compensation = aRow("effects.compensation").in(Rows.in(database)).toString();
        var lists = mappings.getHandlerMethods().entrySet().stream()
                .filter(mapping -> mapping.getValue().getMethod().getReturnType() == Page.class)
                .flatMap(mapping -> mapping.getKey().getPatternValues().stream())
                .map(path -> path.replace("{version}", "v2")
                        .replace("{shop}", shop)
                        .replace("{id}", member.toString())
                        .replace("{endpoint}", endpoint)
                        .replace("{release}", "test")
                        .replace("{compensation}", compensation)
                        .replace("{listener}", "notifications.order-placed"))
                .distinct()
                .toList();

        assertThat(lists).contains("/api/v2/listings", "/api/v2/notifications");
        for (String list : lists) {
            assertThat(api.get(list + "?total=all"))
                    .refused(400, "invalid-request")
                    .naming("total");
            assertThat(api.get(list).json().has("total")).as(list).isFalse();
            for (String kind : List.of("exact", "estimate")) {
                var total = api.get(list + "?limit=1&total=" + kind).json().path("total");
                assertThat(total.path("count").isIntegralNumber()).as(list).isTrue();
                assertThat(total.path("precision").asString())
                        .isIn("EXACT", kind.equals("exact") ? "AT_LEAST" : "ESTIMATE");
            }
        }
    }

    @Test
    void a_count_is_a_statement_and_runs_only_where_it_is_asked_for() {
        statementsOf(""); // the first of a token notes that it is in use
        double page = statementsOf("?limit=2");

        assertThat(statementsOf("?limit=2&total=exact")).isEqualTo(page + 1);
        assertThat(statementsOf("?limit=2&total=estimate")).isEqualTo(page + 1);
        assertThat(statementsOf("?limit=3&total=exact")).isEqualTo(page);
    }

    @Test
    void the_total_is_that_of_all_pages_on_each_of_them() {
        var first = api.get("/api/v2/notifications?limit=2&total=exact");
        var second = api.get("/api/v2/notifications?limit=2&total=exact&cursor=" + first.at("/next"));

        for (var page : List.of(first, second)) {
            assertThat(page.json().path("total").toString()).isEqualTo("{\"count\":3,\"precision\":\"EXACT\"}");
        }
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void counting_stops_at_its_bound_and_an_estimate_does_not() {
        var page = new Page<>(List.of("a"), "more", null);

        assertThat(totals.on(page, asking("exact"), "select from generate_series(1, 10000)", Map.of())
                        .total())
                .isEqualTo(new Total(10_000, Total.Precision.EXACT));
        assertThat(totals.on(page, asking("exact"), "select from generate_series(1, 10001)", Map.of())
                        .total())
                .isEqualTo(new Total(10_000, Total.Precision.AT_LEAST));
        assertThat(totals.on(
                                page,
                                asking("estimate"),
                                "select from generate_series(1, :last::integer)",
                                Map.of("last", 2_000_000))
                        .total())
                .isEqualTo(new Total(2_000_000, Total.Precision.ESTIMATE));
    }

    private double statementsOf(String query) {
        var before = statements();
        assertThat(api.get("/api/v2/notifications" + query)).hasStatus(200);
        return statements() - before;
    }

    private double statements() {
        return meters.find("querywatch.statements").tag("unit", "GET /api/{version}/notifications").summaries().stream()
                .mapToDouble(io.micrometer.core.instrument.DistributionSummary::totalAmount)
                .sum();
    }

    private static PageRequest asking(String total) {
        return new PageRequest(1, null, total);
    }

    private String ownShop() {
        return api.post(
                        "/api/v2/shops",
                        Map.of("handle", "shop-" + Chance.id().toString().substring(0, 8), "name", "Totals"))
                .at("/id");
    }

    private void write(int number) {
        aRow("notifications.notification")
                .with("member_id", member)
                .with("about", "order/" + new UUID(0, number))
                .with("created_at", "2026-11-02T12:00:00Z")
                .in(Rows.in(database));
    }
}
