package dev.fairground.seed;

import dev.fairground.platform.practices.Shows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fills the market of the {@link Seed} to a real one's size: per hundred listings twenty-five members, a shop, and twenty orders with their
 * payments, in {@link VolumeCategories some four thousand categories}. The same seed and size give the same rows everywhere, but for the
 * password's hash, which is the cast's. Only the cast has names.
 */
@Shows("test-deterministic-seed")
public final class Volume {

    private static final int PER_MEMBER = 4;
    private static final int PER_SHOP = 100;
    private static final int PER_ORDER = 5;

    private final Connection connection;
    private final JdbcClient jdbc;
    private final Random seeds;
    private final Consumer<String> said;

    private Volume(Connection connection, long seed, Consumer<String> said) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.seeds = new Random(seed);
        this.said = said;
    }

    /** Why this database is not filled: a sentence. Empty where it is one that development made. */
    public static Optional<String> refusal(JdbcClient jdbc, String environment) {
        if (environment.equals("production")) {
            return Optional.of("FAIRGROUND_ENVIRONMENT is production, where nothing is made up.");
        }
        if (one(jdbc, "select exists (select from identity.member where email not like '%.test')")) {
            return Optional.of("This database has members with real addresses, so it is somebody's market.");
        }
        if (!one(
                jdbc,
                "select count(*) = 2 from identity.member where email in ('buyer@fairground.test', 'support@fairground.test')")) {
            return Optional.of("The cast does not live in this database, so ./mvnw did not make it.");
        }
        return Optional.empty();
    }

    /** How many listings an earlier run made; 0 where there was none. */
    public static long made(JdbcClient jdbc) {
        return jdbc.sql("""
                select count(*)
                  from listings.listing l
                  join shops.shop s on s.id = l.shop_id
                 where s.handle ~ '^shop-[0-9]{5}$'
                """).query(Long.class).single();
    }

    /** All of it or nothing, in one transaction. Tells each step, when it is done, to {@code said}. */
    public static void fill(DataSource database, int listings, long seed, Consumer<String> said) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            new Volume(connection, seed, said).fill(listings);
            connection.commit();
            said.accept("all checks of the commit have passed");
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum (analyze)"); // plans and index-only scans as on a database that has lived
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void fill(int listings) {
        var categories = new VolumeCategories(connection, seeds.nextLong());
        var leaves = categories.grow();
        said.accept(categories.count() + " categories");
        var members =
                new VolumeMembers(connection, seeds.nextLong(), listings / PER_MEMBER).add(castsHash(), support());
        said.accept(members.length + " members");
        var shops = new VolumeShops(connection, seeds.nextLong(), members).open(Math.max(1, listings / PER_SHOP));
        said.accept(shops.length + " shops");
        var offers = new VolumeListings(connection, seeds.nextLong(), leaves).offer(listings, shops, members);
        said.accept(listings + " listings");
        int orders = listings / PER_ORDER;
        new VolumeOrders(connection, seeds.nextLong(), shops, offers).place(orders, members);
        said.accept(orders + " orders with their payments");
    }

    private String castsHash() {
        return jdbc.sql("""
                select hash
                  from identity.password
                 where member = (select id from identity.member where email = 'buyer@fairground.test')
                """).query(String.class).single();
    }

    private UUID support() {
        return jdbc.sql("select id from identity.member where email = 'support@fairground.test'")
                .query(UUID.class)
                .single();
    }

    private static boolean one(JdbcClient jdbc, String question) {
        return jdbc.sql(question).query(Boolean.class).single();
    }
}
