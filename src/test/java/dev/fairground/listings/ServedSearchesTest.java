package dev.fairground.listings;

import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.catalog.Catalog;
import dev.fairground.catalog.CategoryId;
import dev.fairground.listings.Search.Filter;
import dev.fairground.listings.Search.Order;
import dev.fairground.listings.ServedSearches.Served;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds each line of {@code served-searches.txt} to the plans that PostgreSQL makes for it, over a market of the size that the file speaks of. */
class ServedSearchesTest {

    private static final int LISTINGS = 200_000;

    private static final ServedSearches SERVED = new ServedSearches();

    private static String url = "";
    private static JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource());
    private static AnnotationConfigApplicationContext catalogs = new AnnotationConfigApplicationContext();
    private static @Nullable ListingSearch searching;

    /**
     * The rows come first and their indexes after, without the triggers: that is three times as fast.
     *
     * <p>Few things in many categories, words that are rare, common and everywhere, prices and places all over, and a word of old
     * things only.
     */
    @BeforeAll
    static void fill() {
        var database = new DriverManagerDataSource(url = TestDatabase.copy());
        jdbc = JdbcClient.create(database);
        var rows = Rows.in(database);
        UUID shop = aShopOf(aMember().in(jdbc).id().value()).onPlan("PRO").in(rows);
        var indexes = jdbc.sql("""
                select indexname, indexdef
                  from pg_indexes
                 where schemaname = 'listings'
                   and tablename = 'listing'
                   and indexname <> 'listing_pk'
                """)
                .query((row, _) -> Map.entry(row.getString("indexname"), row.getString("indexdef")))
                .list();
        indexes.forEach(
                index -> jdbc.sql("drop index listings." + index.getKey()).update());
        jdbc.sql("alter table listings.listing disable trigger all").update();
        jdbc.sql("""
                insert into listings.listing (id, shop_id, shop_name, category_id, title, description, price_minor, currency, stock,
                                              drafted_at, published_at, version, attributes, latitude, longitude)
                select ('01920000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, :shop, 'A Shop', c.id,
                       case when n % 3 = 0 then 'Vintage ' else '' end || case when n % 37 = 0 then 'walnut ' else '' end
                           || case when n < 400 then 'typewriter ' else '' end
                           || 'thing ' || md5(n::text),
                       'As described.', 100 + (n * 7919::bigint) % 900000, case when n % 10 = 0 then 'CHF' else 'EUR' end, 1 + n % 5,
                       :at, case when n % 4 <> 1 then :at::timestamptz end, 0,
                       jsonb_build_object('size', (array['XS','S','M','L','XL','XXL'])[1 + (hashint4(n) & 1023) % 6],
                                          'colour', (array['black','white','grey','red','blue'])[1 + (hashint4(n + 7) & 1023) % 5]),
                       36 + (n * 31) % 2400 / 100.0, -9 + (n * 17) % 3500 / 100.0
                  from generate_series(1, :listings) n
                  join (select id, row_number() over (order by slug) - 1 as place, count(*) over () as size
                          from catalog.category c where not exists (select from catalog.category where parent_id = c.id)) c
                    on c.place = case when n % 4 = 0 then 0 else (hashint4(n) & 65535) % c.size end
                """)
                .param("shop", shop)
                .param("at", Rows.at(SettableClock.START))
                .param("listings", LISTINGS)
                .update();
        jdbc.sql("alter table listings.listing enable trigger all").update();
        indexes.forEach(index -> jdbc.sql(index.getValue()).update());
        jdbc.sql("vacuum analyze listings.listing").update();
        jdbc.sql("vacuum listings.listing").update(); // the first has left pages that it found still warm

        catalogs.registerBean(JdbcClient.class, () -> jdbc);
        catalogs.registerBean(Totals.class);
        catalogs.registerBean(Clock.class, () -> new SettableClock());
        catalogs.scan(Catalog.class.getPackageName());
        catalogs.refresh();
        searching = searchOver(database);
    }

    private static ListingSearch searchOver(DataSource database) {
        return new ListingSearch(
                database,
                catalogs.getBean(Catalog.class),
                SERVED,
                catalogs.getBean(Totals.class),
                new JdbcTransactionManager(database));
    }

    @AfterAll
    static void close() {
        catalogs.close();
    }

    static List<Served> lines() {
        return SERVED.all();
    }

    @ParameterizedTest
    @Proves({"maint-avoid-heavy-deps", "db-compound-index"})
    @MethodSource("lines")
    void a_served_search_uses_its_index_and_stays_within_its_bound(Served line) {
        for (Search search : searchesLike(line)) {
            var plan = plan(search);
            assertThat(plan.indexes()).as("%s: %s", search, plan).isSubsetOf(line.indexes());
            assertThat(plan.kinds()).as("%s: %s", search, plan).doesNotContain("Seq Scan");
            if (line.indexes().size() == 1) {
                assertThat(plan.sorted()).as("%s: %s", search, plan).isLessThan(50);
            }
            assertThat(plan.buffers()).as("%s: %s", search, plan).isLessThanOrEqualTo(line.buffers());
        }
    }

    /** By one filter, by a category with one more or two, and words with a price or a place: each in every order that makes sense with it. */
    @Test
    void the_list_holds_what_people_combine() {
        var combinations = new ArrayList<Set<Filter>>();
        for (var one : Filter.values()) {
            combinations.add(Set.of(one));
            for (var other : Filter.values()) {
                combinations.add(EnumSet.of(Filter.CATEGORY, one, other));
            }
        }
        combinations.add(Set.of(Filter.TEXT, Filter.PRICE));
        combinations.add(Set.of(Filter.TEXT, Filter.DISTANCE));
        for (var filters : combinations) {
            var orders = EnumSet.of(Order.NEWEST);
            if (filters.contains(Filter.PRICE)) orders.addAll(Set.of(Order.CHEAPEST, Order.DEAREST));
            if (filters.contains(Filter.DISTANCE)) orders.add(Order.NEAREST);
            assertThat(SERVED.all())
                    .filteredOn(line -> line.filters().equals(filters))
                    .as("%s", filters)
                    .extracting(Served::order)
                    .containsExactlyInAnyOrderElementsOf(orders);
        }
    }

    @Test
    @Proves("db-order-by-id")
    void the_newest_are_found_without_a_sort() {
        var plan = plan(Search.EVERYTHING);
        assertThat(plan.kinds()).contains("Index Scan").doesNotContain("Seq Scan", "Incremental Sort");
        assertThat(plan.sorted())
                .as("what is shown, once more behind its pictures")
                .isLessThan(50);
        assertThat(plan.rows()).isLessThan(50);
    }

    /** A word of every fortieth thing is looked for among some thousand of them, and only what is shown is read. */
    @Test
    @Proves("db-index-only-scan")
    void what_a_filter_throws_away_is_never_read() {
        var search = new Search(null, "walnut", null, null, "EUR", null, null, null, Order.CHEAPEST);
        var plan = plan(search);
        assertThat(plan.kinds()).contains("Index Only Scan");
        assertThat(plan.rows()).isGreaterThan(500);
        assertThat(plan.buffers()).isLessThan(250);
    }

    @Test
    void a_line_whose_index_is_gone_fails() {
        jdbc.sql("drop index listings.listing_price_filtered_idx").update();
        try {
            var line = new Served(EnumSet.of(Filter.PRICE), Order.CHEAPEST, List.of("listing_price_filtered_idx"), 100);
            assertThat(plan(searchesLike(line).getFirst()).indexes()).doesNotContain("listing_price_filtered_idx");
            assertThat(plan(searchesLike(line).getFirst()).buffers()).isGreaterThan(line.buffers());
        } finally {
            jdbc.sql("""
                    create index listing_price_filtered_idx on listings.listing (currency, price_minor, id)
                        include (category_id, spot, title) where state = 'PUBLISHED'
                    """).update();
        }
    }

    /** A plan kept from a common word walks past every listing to look for a rare one. */
    @Test
    void no_connection_keeps_the_plan_of_a_search_that_filters() {
        assertThat(plansKeptAfter(everywhere("vintage"))).isZero();
        assertThat(plansKeptAfter(Search.EVERYTHING)).isOne();
    }

    private static long plansKeptAfter(Search search) {
        var connection = new SingleConnectionDataSource(url, true);
        try {
            for (int time = 0; time < 12; time++) {
                searchOver(connection).find(search, new PageRequest(24, null, null));
            }
            return JdbcClient.create(connection)
                    .sql("select count(*) from pg_prepared_statements where statement like '%listings%'")
                    .query(Long.class)
                    .single();
        } finally {
            connection.destroy();
        }
    }

    /** Without figures on words the planner takes each for rare, and sorts the third of the market that is vintage. */
    @Test
    void a_common_word_is_known_to_be_common() {
        assertThat(plan(everywhere("vintage")).rows()).isLessThan(1000);
        jdbc.sql("drop statistics listings.listing_words").update();
        try {
            assertThat(plan(everywhere("vintage")).rows()).isGreaterThan(10_000);
        } finally {
            jdbc.sql("create statistics listings.listing_words on (lower(title)) from listings.listing")
                    .update();
            jdbc.sql("alter statistics listings.listing_words set statistics 1000")
                    .update();
            jdbc.sql("analyze listings.listing").update();
        }
    }

    @Test
    void an_unusual_search_is_answered_while_it_is_quick() {
        var unusual = new Search(null, "vintage", null, null, "EUR", List.of("size:M"), null, null, Order.DEAREST);
        assertThat(SERVED.atAGlance(unusual.filters(), unusual.order())).isFalse();
        assertThat(search().find(unusual, new PageRequest(24, null, null)).items())
                .hasSize(24);
    }

    @Test
    @Timeout(30)
    void an_unusual_search_that_takes_long_is_refused_with_what_to_leave_out() throws SQLException {
        var unusual = new Search(null, null, null, null, "EUR", List.of("size:M"), null, null, Order.CHEAPEST);
        try (var other = DriverManager.getConnection(url)) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("lock table listings.listing in access exclusive mode"); // as slow as can be
            assertThatThrownBy(() -> search().find(unusual, new PageRequest(24, null, null)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refused -> assertThat(refused.reason().code()).isEqualTo("search-too-broad"))
                    .hasMessageEndingWith("Leave out attributes, or narrow it.");
        }
    }

    private static ListingSearch search() {
        return Objects.requireNonNull(searching);
    }

    private static Search everywhere(String text) {
        return new Search(null, text, null, null, null, null, null, null, null);
    }

    /** What people ask in this combination: the small and the big category, the rare and the common word. */
    private static List<Search> searchesLike(Served line) {
        var tree = catalogs.getBean(Catalog.class).tree();
        var categories = line.filters().contains(Filter.CATEGORY)
                ? categories(line)
                        .map(slug -> tree.all().stream()
                                .filter(category -> category.slug().equals(slug))
                                .findFirst()
                                .orElseThrow()
                                .id())
                        .toList()
                : Collections.<@Nullable CategoryId>singletonList(null);
        var texts = line.filters().contains(Filter.TEXT)
                ? List.of("vintage", "walnut", "vintage walnut", "typewriter", "a87ff679", "nowhere")
                : Collections.<@Nullable String>singletonList(null);
        var searches = new ArrayList<Search>();
        for (var category : categories) {
            for (var text : texts) {
                searches.add(new Search(
                        category,
                        text,
                        line.filters().contains(Filter.PRICE) ? 5000L : null,
                        line.filters().contains(Filter.PRICE) ? 20000L : null,
                        line.filters().contains(Filter.PRICE) ? "EUR" : null,
                        line.filters().contains(Filter.ATTRIBUTE) ? List.of("size:M") : null,
                        line.filters().contains(Filter.DISTANCE) ? "50.11,8.68" : null,
                        line.filters().contains(Filter.DISTANCE) ? 100 : null,
                        line.order()));
            }
        }
        return searches;
    }

    /** An attribute is asked for where there is one. */
    private static Stream<String> categories(Served line) {
        return line.filters().contains(Filter.ATTRIBUTE)
                ? Stream.of("dresses", "women", "clothing")
                : Stream.of("antiquarian", "yarn", "dresses", "clothing", "electronics");
    }

    private static Plan plan(Search search) {
        var query = search().query(search, new PageRequest(24, null, null));
        String json = jdbc.sql("explain (analyze, buffers, timing off, format json) " + query.sql())
                .params(query.parameters())
                .query(String.class)
                .single();
        var top = JsonMapper.shared().readTree(json).at("/0/Plan");
        long buffers = top.path("Shared Hit Blocks").asLong()
                + top.path("Shared Read Blocks").asLong();
        return new Plan(new TreeSet<>(), new TreeSet<>(), 0, buffers, 0).with(top);
    }

    /** Which indexes of the listings a plan used and how, how many rows of theirs and pages of all it looked at, and how many it sorted. */
    private record Plan(Set<String> indexes, Set<String> kinds, long rows, long buffers, long sorted) {

        Plan with(JsonNode node) {
            String kind = node.path("Node Type").asString("");
            kinds.add(kind);
            long most = kind.equals("Sort")
                    ? Math.max(sorted, node.at("/Plans/0/Actual Rows").asLong())
                    : sorted;
            long touched = rows;
            if (node.path("Relation Name").asString("").equals("listing")) {
                touched += (node.path("Actual Rows").asLong()
                                + node.path("Rows Removed by Filter").asLong()
                                + node.path("Rows Removed by Index Recheck").asLong())
                        * node.path("Actual Loops").asLong();
            }
            String index = node.path("Index Name").asString("");
            if (index.startsWith("listing_") && !index.equals("listing_pk")) {
                indexes.add(index);
            }
            var plan = new Plan(indexes, kinds, touched, buffers, most);
            for (JsonNode child : node.path("Plans")) {
                plan = plan.with(child);
            }
            return plan;
        }
    }
}
