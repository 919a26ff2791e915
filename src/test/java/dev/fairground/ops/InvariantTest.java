package dev.fairground.ops;

import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.RowFixture.aRow;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.TestDatabase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Each invariant holds in sound books, and says so where somebody got past the constraints. */
class InvariantTest {

    private final String url = TestDatabase.copy();
    private final Rows rows = Rows.in(new DriverManagerDataSource(url));
    private Books books = open();
    private UUID completed = new UUID(0, 0);
    private UUID cancelled = new UUID(0, 0);

    private Books open() {
        try {
            return Books.open(url);
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }

    @BeforeEach
    void a_day() throws SQLException {
        var seller = aMember().in(rows).id().value();
        var buyer = aMember().in(rows).id().value();
        var shop = aShopOf(seller).in(rows);
        var chair = aListingOf(shop).left(10).in(rows);
        anOrder(buyer, shop).of(chair).completedIn(rows);
        books.begin();
        completed = anOrder(buyer, shop).of(chair).completedIn(rows);
        anOrder(buyer, shop).of(chair).refundedIn(rows);
        cancelled = anOrder(buyer, shop).of(chair).cancelledIn(rows);
        rows.sql("update listings.listing set stock = stock - 2").update();
    }

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    @Test
    void in_sound_books_all_of_them_hold() throws SQLException {
        assertThat(books.look(EnumSet.allOf(Invariant.class)))
                .hasSize(Invariant.values().length)
                .allSatisfy(finding ->
                        assertThat(finding.holds()).as(finding.toString()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void in_broken_books_it_does_not(Invariant invariant) throws SQLException {
        spoil(invariant);

        var finding = books.look(invariant);

        assertThat(finding.holds()).as(finding.toString()).isFalse();
        assertThat(finding.toString()).startsWith("✗ " + invariant.sentence()).endsWith(" wrong");
    }

    private void spoil(Invariant invariant) {
        switch (invariant) {
            case LEDGER -> past("delete from payments.posting where account = 'platform:fees'");
            case ENTRIES -> past("""
                    update payments.posting
                       set amount_minor = amount_minor + case when kind = 'REFUND' then 2 else -1 end
                      from payments.ledger_entry
                     where ledger_entry.id = entry_id
                       and account = 'provider:cash'
                    """);
            case STOCK -> {
                past("alter table listings.listing drop constraint listing_stock_in_range");
                past("update listings.listing set stock = -1");
            }
            case REFUNDS ->
                past("update payments.intent set refunded_minor = 1 where state = 'CAPTURED' and refunded_minor = 0");
            case PAYOUTS -> aRow("payments.payout").in(rows);
            case DISPUTES -> past("update payments.intent set disputed_minor = 1 where state = 'CAPTURED'");
            case DEAD ->
                aRow("outbox.delivery")
                        .with("state", "dead")
                        .with("error", "it is broken")
                        .with("finished_at", SettableClock.START)
                        .in(rows);
            case SETTLED -> aRow("outbox.delivery").with("state", "pending").in(rows);
            case PIECES -> past("update listings.listing set stock = stock + 1");
            case COUNTED -> {
                counted(5);
                past("update listings.listing set stock = 16");
            }
            case PAID -> past("delete from payments.intent where state = 'CAPTURED'");
            case ANSWERS -> {
                var told = "{\"id\":\"0198c7a2-0000-7000-8000-000000000000\"}";
                aRow("idempotency.answer")
                        .with("route", "/api/{version}/orders")
                        .with("status", 201)
                        .with("body", "\\x" + HexFormat.of().formatHex(told.getBytes(UTF_8)))
                        .in(rows);
            }
        }
    }

    /** What a shop counts may be fewer or more than there were: a recount is no wrong, and its pieces may be sold. */
    @Test
    void a_recount_moves_pieces_only_up_to_what_was_counted() throws SQLException {
        counted(12);
        past("update listings.listing set stock = 12");

        assertThat(books.look(Invariant.PIECES).holds()).isTrue();
        assertThat(books.look(Invariant.COUNTED).toString()).contains("1 listings, counted 1 times");
        assertThat(books.look(Invariant.COUNTED).holds()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, true", "2, 0, false", "0, 0, false", "1, 1, false"})
    void the_provider_charges_what_was_captured_once_and_nothing_else(int forCompleted, int forCancelled, boolean right)
            throws SQLException {
        var journal = new JsonMapper().createObjectNode();
        rows.sql("select reference::text from payments.intent where state = 'CAPTURED'")
                .query(String.class)
                .list()
                .forEach(order -> journal.withObject("references").put(String.valueOf(order), 1));
        journal.withObject("references")
                .put(completed.toString(), forCompleted)
                .put(cancelled.toString(), forCancelled);

        assertThat(books.chargedOnce(journal).holds()).isEqualTo(right);
    }

    @Test
    void the_provider_holds_as_much_as_the_books_say_or_it_is_told() {
        assertThat(books.holds(1999, 1999).toString()).startsWith("✓");
        assertThat(books.holds(1999, 3998).toString()).startsWith("✗").contains("booked 1999, held 3998");
    }

    private void counted(int stock) {
        var listing =
                rows.sql("select id from listings.listing").query(UUID.class).single();
        aRow("audit.entry")
                .with("action", "listing.counted")
                .with("target", "listing/" + listing)
                .with("after", Map.of("stock", stock))
                .in(rows);
    }

    /** Writes what the database would never take from the application. */
    private void past(String sql) {
        Rows.in(new DriverManagerDataSource(url + "&options=-csession_replication_role=replica"))
                .sql(sql)
                .update();
    }
}
