package dev.fairground.platform.web;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Documents;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every list tells how many there are, to those who ask, and counts for nobody else. */
@FairgroundTest
class TotalsHttpTest {

    private static final Pattern COUNTED =
            Pattern.compile("\"select from [^\"]*\"|\"\"\"\\s*select from .*?\"\"\"", Pattern.DOTALL);

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

    /** Whatever ran would divide by zero at its first row. */
    @Test
    @Proves("perf-count-estimate")
    void an_estimate_is_near_and_looks_at_no_row() {
        var page = new Page<>(List.of("a"), "more", null);
        assertThat(totals.on(
                                page,
                                asking("estimate"),
                                "select from generate_series(1, 50000) as n where 1 / (n - n) = 0",
                                Map.of())
                        .total())
                .isNotNull();

        var jdbc = JdbcClient.create(database);
        jdbc.sql("create table trial_estimate as select n % 3 as kind from generate_series(1, 30000) n")
                .update();
        try {
            jdbc.sql("analyze trial_estimate").update();
            assertThat(Objects.requireNonNull(totals.on(
                                            page,
                                            asking("estimate"),
                                            "select from trial_estimate where kind = :kind",
                                            Map.of("kind", 1))
                                    .total())
                            .count())
                    .isBetween(9_000L, 11_000L);
        } finally {
            jdbc.sql("drop table trial_estimate").update();
        }
    }

    /** Each list hands in what is counted as a text that begins so. */
    @Test
    @Proves("perf-count-lean")
    void what_is_counted_is_neither_sorted_nor_decorated_nor_cut() {
        var counted = COUNTED.matcher(Documents.files(Documents.repository().resolve("src/main/java"), ".java").stream()
                        .map(Documents::read)
                        .collect(Collectors.joining("\n")))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(counted)
                .hasSizeGreaterThan(10)
                .filteredOn(TotalsHttpTest::isMoreThanMembership)
                .isEmpty();
        assertThat(List.of(
                        "select from a left join b on b.a = a.id",
                        "select from a order by id",
                        "select from a limit 5"))
                .allMatch(TotalsHttpTest::isMoreThanMembership);
        assertThat("select from a join b on b.id = a.b where b.c = :c").matches(text -> !isMoreThanMembership(text));
    }

    @Test
    void what_is_counted_is_what_the_pages_show() {
        for (int more = 0; more < 4; more++) write(3 + more);
        int seen = 0;
        for (String cursor = "first"; !cursor.isEmpty(); ) {
            var page = api.get("/api/v2/notifications?limit=2" + (cursor.equals("first") ? "" : "&cursor=" + cursor));
            seen += page.json().path("items").size();
            cursor = page.at("/next");
        }
        assertThat(api.get("/api/v2/notifications?limit=2&total=exact").at("/total/count"))
                .isEqualTo("" + seen);
        assertThat(seen).isEqualTo(7);
    }

    private static boolean isMoreThanMembership(String counted) {
        return counted.matches("(?s).*\\b(left join|order by|limit)\\b.*");
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
