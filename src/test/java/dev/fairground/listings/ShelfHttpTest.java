package dev.fairground.listings;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.shops.PlanChanged;
import dev.fairground.shops.ShopId;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What a shop has on offer stays within its plan, whoever publishes at the same moment, and follows when the plan changes. */
@FairgroundTest
class ShelfHttpTest {

    private static final int FREE = 100;

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    private final Rows rows;
    private Person owner = new Person(MemberId.next(), "", "");
    private Api seller = Api.at(0);
    private UUID shop = Chance.id();

    ShelfHttpTest(@Autowired DataSource database) {
        rows = Rows.in(database);
    }

    @BeforeEach
    void openAShop() {
        jdbc.sql("delete from outbox.delivery").update();
        owner = cast.member("seller");
        seller = cast.program(Api.at(port), owner);
        shop = aShopOf(owner.id().value()).in(rows);
    }

    @Test
    void of_twenty_publications_at_once_the_last_place_goes_to_one() throws Exception {
        live(FREE - 1);
        var drafts = new ArrayList<UUID>();
        for (int number = 0; number < 20; number++)
            drafts.add(aListingOf(shop).draft().in(rows));

        var together = new CyclicBarrier(drafts.size());
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = drafts.stream()
                    .<Callable<Integer>>map(draft -> () -> {
                        together.await();
                        return publish(draft).status();
                    })
                    .toList();
            for (var attempt : threads.invokeAll(attempts)) answers.add(attempt.get());
        }

        assertThat(answers).containsOnly(204, 409).containsOnlyOnce(204);
        assertThat(live()).isEqualTo(FREE);
    }

    @Test
    void one_beyond_the_plan_is_refused_until_another_is_withdrawn() {
        var some = live(FREE).getFirst();
        var draft = aListingOf(shop).draft().in(rows);

        assertThat(publish(draft)).refused(409, "plan-listings-used-up");
        assertThat(publish(some)).hasStatus(204); // on offer already, so it takes no place

        assertThat(seller.delete("/api/v2/listings/" + some + "/publication")).hasStatus(204);
        assertThat(publish(draft)).hasStatus(204);
        assertThat(publish(some)).refused(409, "plan-listings-used-up");
    }

    @Test
    void what_is_sold_out_keeps_its_place_so_that_nobody_finds_it_taken() {
        live(FREE - 1);
        var last = aListingOf(shop).left(1).in(rows);
        jdbc.sql("update listings.listing set stock = 0 where id = :id")
                .param("id", last)
                .update();

        assertThat(publish(aListingOf(shop).draft().in(rows))).refused(409, "plan-listings-used-up");
        assertThat(jdbc.sql("update listings.listing set stock = 1 where id = :id")
                        .param("id", last)
                        .update())
                .isOne();
    }

    @Test
    void a_smaller_plan_takes_the_newest_off_and_a_larger_one_brings_them_back() {
        plan("PRO");
        var old = live(FREE);
        var newer = aListingOf(shop)
                .draftedAt(SettableClock.START.minus(Duration.ofDays(2)))
                .in(rows);
        var newest = aListingOf(shop)
                .draftedAt(SettableClock.START.minus(Duration.ofDays(1)))
                .in(rows);
        var own = aListingOf(shop).withdrawnBy(owner.id().value()).in(rows);

        plan("FREE");
        assertThat(state(newer)).isEqualTo("PUBLISHED"); // it lasts until the news has been delivered
        settle();
        settle();

        assertThat(live()).isEqualTo(FREE);
        assertThat(state(newest)).isEqualTo("WITHDRAWN");
        assertThat(state(newer)).isEqualTo("WITHDRAWN");
        assertThat(Api.at(port).get("/api/v2/listings/" + newest)).refused(404, "no-such-listing");
        assertThat(withheld()).containsExactlyInAnyOrder(newer.toString(), newest.toString());

        // The shop would rather keep the newest, and does not want the other one back at all.
        assertThat(seller.delete("/api/v2/listings/" + old.getFirst() + "/publication"))
                .hasStatus(204);
        assertThat(publish(newest)).hasStatus(204);
        assertThat(seller.delete("/api/v2/listings/" + newer + "/publication")).hasStatus(204);
        assertThat(withheld()).isEmpty();

        plan("PRO");
        settle();
        assertThat(state(newest)).isEqualTo("PUBLISHED");
        assertThat(state(newer)).isEqualTo("WITHDRAWN");
        assertThat(state(own)).isEqualTo("WITHDRAWN");

        plan("FREE");
        aListingOf(shop).draft().in(rows);
        settle();
        assertThat(live()).isEqualTo(FREE);
    }

    @Test
    void what_is_withheld_comes_back_the_oldest_first_as_far_as_there_is_room() {
        plan("PRO");
        live(FREE + 3);
        plan("FREE");
        settle();
        assertThat(withheld()).hasSize(3);

        var kept = jdbc.sql(
                        "select id from listings.listing where shop_id = :shop and state = 'PUBLISHED' order by id limit 2")
                .param("shop", shop)
                .query(UUID.class)
                .list();
        kept.forEach(id -> assertThat(seller.delete("/api/v2/listings/" + id + "/publication"))
                .hasStatus(204));
        settle();

        assertThat(withheld()).hasSize(1);
        assertThat(live()).isEqualTo(FREE);
    }

    @Test
    void the_shelf_is_the_teams_alone() {
        live(2);
        var stranger = cast.program(Api.at(port), cast.member("stranger"));
        var rival = cast.member("rival");
        aShopOf(rival.id().value()).in(rows);

        assertThat(seller.get(shelf()).json().at("/live").asInt()).isEqualTo(2);
        assertThat(seller.get(shelf()).json().at("/mostLive").asInt()).isEqualTo(FREE);
        assertThat(stranger.get(shelf())).refused(403, "right-missing");
        assertThat(cast.program(Api.at(port), rival).get(shelf())).refused(404, "no-such-shop-of-yours");
    }

    private List<UUID> live(int number) {
        var made = new ArrayList<UUID>();
        for (int one = 0; one < number; one++) made.add(aListingOf(shop).in(rows));
        return made;
    }

    /** As the shelf says, which is what there is. */
    private int live() {
        int counted = jdbc.sql("""
                select count(*)
                  from listings.listing
                 where shop_id = :shop and state in ('PUBLISHED', 'SOLD_OUT')
                """).param("shop", shop).query(Integer.class).single();
        assertThat(seller.get(shelf()).json().at("/live").asInt()).isEqualTo(counted);
        return counted;
    }

    private Api.Answer publish(UUID listing) {
        return seller.put("/api/v2/listings/" + listing + "/publication", "");
    }

    private String state(UUID listing) {
        return seller.get("/api/v2/listings/" + listing).at("/state");
    }

    private String shelf() {
        return "/api/v2/shops/" + shop + "/shelf";
    }

    private List<String> withheld() {
        return seller.get(shelf())
                .json()
                .at("/withheld/items")
                .valueStream()
                .map(item -> item.at("/id").asString())
                .toList();
    }

    private void plan(String plan) {
        jdbc.sql("update shops.shop set plan = :plan where id = :shop")
                .param("plan", plan)
                .param("shop", shop)
                .update();
    }

    private void settle() {
        transaction.executeWithoutResult(_ -> events.publishEvent(
                new PlanChanged(new ShopId(shop), "", 0, List.of(), List.of(), SettableClock.START)));
        outbox.deliverDue();
    }
}
