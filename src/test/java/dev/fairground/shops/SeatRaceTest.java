package dev.fairground.shops;

import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Chance;
import dev.fairground.testing.Rows;
import dev.fairground.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database's own half, without the application: nobody sits on a seat that the plan does not have. */
class SeatRaceTest {

    private final String url = TestDatabase.copy();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""));
    private final Rows rows = Rows.in(new DriverManagerDataSource(url, "postgres", ""));
    private final UUID shop = aShopOf(member()).in(rows);

    /** Without the lock in the trigger each would count the others' rows as absent. */
    @Test
    void of_six_who_take_the_last_seat_at_once_one_has_it() throws Exception {
        var together = new CyclicBarrier(6);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = Stream.generate(() -> join(member()))
                    .limit(6)
                    .<Callable<Boolean>>map(statement -> () -> {
                        try (var connection = DriverManager.getConnection(url, "postgres", "")) {
                            connection.setAutoCommit(false);
                            together.await();
                            return joins(connection, statement);
                        }
                    })
                    .toList();
            int seated = 0;
            for (var attempt : threads.invokeAll(attempts)) if (attempt.get()) seated++;
            assertThat(seated).isOne();
        }
    }

    @Test
    void a_seat_that_a_smaller_plan_lacks_is_not_given_back() {
        jdbc.sql("update shops.shop set plan = 'PRO'").update();
        jdbc.sql(join(member())).update();
        jdbc.sql(join(member())).update();
        jdbc.sql("update shops.shop set plan = 'FREE'").update(); // two stay until somebody is suspended
        jdbc.sql("update shops.team_member set suspended_at = joined_at where role <> 'OWNER'")
                .update();

        assertThatThrownBy(() -> jdbc.sql("update shops.team_member set suspended_at = null where role <> 'OWNER'")
                        .update())
                .hasMessageContaining("no further seat");
    }

    private static boolean joins(Connection connection, String statement) throws SQLException {
        try (var insert = connection.createStatement()) {
            insert.execute(statement);
            connection.commit();
            return true;
        } catch (PSQLException refused) {
            assertThat(refused.getMessage()).contains("no further seat");
            return false;
        }
    }

    private UUID member() {
        return aMember().in(jdbc).id().value();
    }

    private String join(UUID member) {
        return "insert into shops.team_member (id, shop_id, member_id, role, joined_at) values ('" + Chance.id()
                + "', '" + shop + "', '" + member + "', 'PACKER', '2026-11-02T12:00:00Z')";
    }
}
