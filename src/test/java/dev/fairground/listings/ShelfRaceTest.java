package dev.fairground.listings;

import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Rows;
import dev.fairground.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database's own half, without the application: two who have both looked and seen one place left. */
class ShelfRaceTest {

    private final String url = TestDatabase.copy();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""));
    private final Rows rows = Rows.in(new DriverManagerDataSource(url, "postgres", ""));
    private final UUID shop = aShopOf(aMember().in(jdbc).id().value()).in(rows);

    @Test
    void who_looks_first_and_publishes_then_is_refused_where_the_place_has_gone_meanwhile() {
        fillButOne();

        assertThatThrownBy(this::twoLookAndThenPublish)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no room for another live listing");
        assertThat(live()).isEqualTo(100);
    }

    /** The twin: looking before writing is all that many shops' software does. */
    @Test
    void without_the_trigger_both_get_it() throws SQLException {
        fillButOne();
        jdbc.sql("drop trigger listing_within_plan on listings.listing").update();

        twoLookAndThenPublish();

        assertThat(live()).isEqualTo(101);
    }

    @Test
    void ten_thousand_rows_of_one_statement_are_counted_and_judged_together() {
        jdbc.sql("update shops.shop set plan = 'PRO'").update();
        var one = aListingOf(shop).in(rows);
        copies(one, 10_000);
        assertThat(jdbc.sql("select live from listings.shelf")
                        .query(Integer.class)
                        .single())
                .isEqualTo(10_001);

        assertThatThrownBy(() -> copies(one, 40_000)).hasMessageContaining("no room for so many live listings");

        jdbc.sql("delete from listings.listing where id <> :one")
                .param("one", one)
                .update();
        assertThat(jdbc.sql("select live from listings.shelf")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_plan_that_changes_its_numbers_changes_them_for_every_shop_and_shelf() {
        jdbc.sql("update shops.plan set live_listings = 7, pictures_per_listing = 3 where name = 'FREE'")
                .update();

        assertThat(jdbc.sql("select most_live * 10 + most_pictures from listings.shelf")
                        .query(Integer.class)
                        .single())
                .isEqualTo(73);
    }

    private void fillButOne() {
        copies(aListingOf(shop).in(rows), 98);
        aListingOf(shop).draft().in(rows);
        aListingOf(shop).draft().in(rows);
    }

    private void twoLookAndThenPublish() throws SQLException {
        var drafts = jdbc.sql("select id from listings.listing where published_at is null")
                .query(UUID.class)
                .list();
        try (var one = DriverManager.getConnection(url, "postgres", "");
                var other = DriverManager.getConnection(url, "postgres", "")) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            assertThat(look(one)).isEqualTo(99);
            assertThat(look(other)).isEqualTo(99);
            publish(one, drafts.getFirst());
            one.commit();
            publish(other, drafts.getLast());
            other.commit();
        }
    }

    private static int look(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select count(*) from listings.listing where published_at is not null and withdrawn_at is null")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void publish(Connection connection, UUID draft) throws SQLException {
        try (var statement =
                connection.prepareStatement("update listings.listing set published_at = drafted_at where id = ?")) {
            statement.setObject(1, draft);
            statement.executeUpdate();
        }
    }

    private int live() {
        return jdbc.sql("select count(*) from listings.listing where state = 'PUBLISHED'")
                .query(Integer.class)
                .single();
    }

    private void copies(UUID listing, int number) {
        jdbc.sql("""
                insert into listings.listing (id, shop_id, shop_name, category_id, title, description, price_minor, currency, stock,
                                              drafted_at, published_at, version)
                     select gen_random_uuid(), shop_id, shop_name, category_id, title, description, price_minor, currency, stock,
                            drafted_at, published_at, version
                       from listings.listing, generate_series(1, :number)
                      where id = :listing
                """).param("number", number).param("listing", listing).update();
    }
}
