package dev.fairground.orders;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everybody wants the same things at once. */
@FairgroundTest
@Proves("db-concurrent-writes")
class ContentionHttpTest {

    /** A tenth of them get a piece. */
    private static final int BUYERS = Integer.getInteger("buyers", 500);

    private static final String GOOD_CARD = "pm_card_visa";

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
    private Api seller = Api.at(0);
    private UUID shop = Chance.id();

    @Autowired
    ContentionHttpTest(DataSource database) {
        this.rows = Rows.in(database);
    }

    @BeforeEach
    void openAShop() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        var owner = cast.member("seller");
        seller = cast.program(Api.at(port), owner);
        shop = aShopOf(owner.id().value()).in(rows);
    }

    @Test
    void of_ten_buyers_for_each_piece_one_gets_it_and_pays_once() {
        int pieces = BUYERS / 10;
        var listing = aListingOf(shop).left(pieces).in(rows);
        var buyers = buyers(BUYERS);

        var answers = atOnce(
                Executors.newVirtualThreadPerTaskExecutor(), buyers.stream().map(buyer ->
                        (Callable<Answer>) () -> patiently(keyed(buyer), listing)));

        assertThat(statuses(answers)).isEqualTo(Map.of(201, (long) pieces, 409, (long) BUYERS - pieces));
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(answer -> assertThat(answer).refused(409, "not-enough-left"));
        assertThat(stock(listing)).isZero();
        outbox.deliverDue();
        assertThat(charges(listing)).hasSize(pieces).containsOnly(1999L);
        assertThat(books()).isZero();
        System.out.println(
                BUYERS + " buyers of " + pieces + " pieces: " + statuses(answers) + ", each sold piece charged once");
    }

    /** A reservation that locks in the order of the request deadlocks here, and answers that it was busy. */
    @Test
    void buyers_of_the_same_things_in_other_orders_wait_for_each_other() {
        var listings = IntStream.range(0, 6)
                .mapToObj(_ -> aListingOf(shop).left(30).in(rows))
                .toList();
        var buyers = buyers(8);
        var orders = IntStream.range(0, 80).mapToObj(number -> {
            var turned = new ArrayList<>(number % 2 == 0 ? listings : listings.reversed());
            Collections.rotate(turned, number);
            return (Callable<Answer>) () -> order(keyed(buyers.get(number % 8)), turned.toArray(UUID[]::new));
        });

        var answers = atOnce(Executors.newFixedThreadPool(8), orders);

        assertThat(statuses(answers)).isEqualTo(Map.of(201, 30L, 409, 50L));
        assertThat(listings).allSatisfy(listing -> assertThat(stock(listing)).isZero());
    }

    @Test
    void one_key_sent_two_hundred_times_is_one_order_and_one_charge() {
        var listing = aListingOf(shop).left(300).in(rows);
        var once = keyed(buyers(1).getFirst());

        var answers = atOnce(
                Executors.newVirtualThreadPerTaskExecutor(),
                IntStream.range(0, 200).mapToObj(_ -> (Callable<Answer>) () -> patiently(once, listing)));

        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(answer -> answer.at("/id")))
                .isNotEmpty()
                .containsOnly(patiently(once, listing).at("/id"));
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> assertThat(answer).refused(409, "request-in-flight"));
        assertThat(stock(listing)).isEqualTo(299);
        outbox.deliverDue();
        assertThat(charges(listing)).containsExactly(1999L);
    }

    @Test
    void a_basket_checked_out_fifty_times_under_other_keys_is_bought_once() {
        var listing = aListingOf(shop).left(300).in(rows);
        var buyer = buyers(1).getFirst();
        assertThat(buyer.put("/api/v2/basket/lines/" + listing, Map.of("quantity", 2)))
                .hasStatus(204);
        var seen = Map.of(
                "listing", listing.toString(), "quantity", 2, "price", Map.of("amountMinor", 1999, "currency", "EUR"));
        var checkout = Map.of("lines", List.of(seen), "paymentMethod", GOOD_CARD);

        var answers =
                atOnce(Executors.newFixedThreadPool(10), IntStream.range(0, 50).mapToObj(_ ->
                        (Callable<Answer>) () -> keyed(buyer).post("/api/v2/checkouts", checkout)));

        assertThat(statuses(answers)).isEqualTo(Map.of(201, 1L, 409, 49L));
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(answer ->
                        assertThat(answer).refused(409, "basket-changed").naming("lines[0].listing"));
        assertThat(stock(listing)).isEqualTo(298);
        outbox.deliverDue();
        assertThat(charges(listing)).containsExactly(3998L);
    }

    /** A whole-row write of the listing would put sold pieces back; a version that is not looked at would lose an edit. */
    @Test
    void what_the_shop_writes_and_what_buyers_take_at_once_are_both_kept() {
        var listing = aListingOf(shop).left(100).in(rows);
        var category = jdbc.sql("select category_id from listings.listing where id = :id")
                .param("id", listing)
                .query(UUID.class)
                .single();
        var buyers = buyers(8);
        var tasks = Stream.concat(
                IntStream.range(0, 40).mapToObj(number ->
                        (Callable<Answer>) () -> order(keyed(buyers.get(number % 8)), listing)),
                IntStream.range(0, 20)
                        .mapToObj(price -> (Callable<Answer>) () -> reprice(listing, category, 2000 + price)));

        var answers = atOnce(Executors.newFixedThreadPool(8), tasks);

        assertThat(answers.subList(0, 40))
                .allSatisfy(answer -> assertThat(answer).hasStatus(201));
        assertThat(stock(listing)).isEqualTo(60);
        var edits = answers.subList(40, 60);
        assertThat(statuses(edits).keySet()).isSubsetOf(200, 409);
        assertThat(seller.get("/api/v2/listings/" + listing)
                        .json()
                        .at("/version")
                        .asInt())
                .isEqualTo((int)
                        edits.stream().filter(edit -> edit.status() == 200).count());
    }

    private List<Api> buyers(int number) {
        return IntStream.range(0, number)
                .mapToObj(_ -> cast.program(Api.at(port), cast.member("buyer")))
                .toList();
    }

    /** As a client does that is told to come back: with the same key, until it is served. */
    private static Answer patiently(Api buyer, UUID listing) {
        var answer = order(buyer, listing);
        for (int tries = 1; answer.status() == 503 && tries < 50; tries++) {
            answer = order(buyer, listing);
        }
        return answer;
    }

    private static Answer order(Api buyer, UUID... listings) {
        var lines = Stream.of(listings)
                .map(listing -> Map.of("listing", listing.toString(), "quantity", 1))
                .toList();
        return buyer.post("/api/v2/orders", Map.of("lines", lines, "paymentMethod", GOOD_CARD));
    }

    private Answer reprice(UUID listing, UUID category, long price) {
        int version =
                seller.get("/api/v2/listings/" + listing).json().at("/version").asInt();
        return seller.put(
                "/api/v2/listings/" + listing,
                Map.of(
                        "category",
                        category.toString(),
                        "title",
                        "A chair of oak",
                        "description",
                        "",
                        "price",
                        Map.of("amountMinor", price, "currency", "EUR"),
                        "version",
                        version));
    }

    /** The answers in the order of the tasks. */
    private static List<Answer> atOnce(ExecutorService threads, Stream<Callable<Answer>> tasks) {
        try (threads) {
            return threads.invokeAll(tasks.toList()).stream()
                    .map(ContentionHttpTest::answer)
                    .toList();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static Answer answer(Future<Answer> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private static Api keyed(Api api) {
        return api.with("Idempotency-Key", Chance.id().toString());
    }

    private int stock(UUID listing) {
        return jdbc.sql("select stock from listings.listing where id = :id")
                .param("id", listing)
                .query(Integer.class)
                .single();
    }

    /** What the provider has taken for each order of this listing. */
    private List<Long> charges(UUID listing) {
        return jdbc
                .sql("select order_id from orders.order_line where listing_id = :id")
                .param("id", listing)
                .query((row, _) -> row.getObject("order_id", UUID.class))
                .list()
                .stream()
                .map(order ->
                        SimulatedProvider.charges(order).path("amountCaptured").asLong())
                .toList();
    }

    private long books() {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting")
                .query(Long.class)
                .single();
    }
}
