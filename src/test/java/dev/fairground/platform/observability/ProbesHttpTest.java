package dev.fairground.platform.observability;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@FairgroundTest
@Proves("res-health-checks")
class ProbesHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource pool;

    /** The payment provider and the mail server are not even running here, and both probes are green. */
    @Test
    void without_a_database_an_instance_is_alive_and_not_ready() throws SQLException {
        var api = Api.at(port);
        assertThat(api.get("/readyz")).hasStatus(200);
        TestDatabase.without(environment.getRequiredProperty("spring.datasource.url"), () -> {
            assertThat(api.get("/livez")).hasStatus(200);
            assertThat(api.get("/readyz")).hasStatus(503);
        });
        // The pool trusts for half a second what it used just now, and a test is faster than that.
        pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        assertThat(api.get("/readyz")).hasStatus(200);
    }

    @Test
    void a_database_without_this_releases_migrations_is_not_ready() throws Exception {
        jdbc.sql("alter schema migrations rename to elsewhere").update();
        jdbc.sql("create schema migrations").update();
        jdbc.sql(
                        "create table migrations.flyway_schema_history as select * from elsewhere.flyway_schema_history where version < '1'")
                .update();
        try {
            assertThat(new MigrationsHealth(jdbc).health().getStatus().getCode())
                    .isEqualTo("DOWN");
        } finally {
            jdbc.sql("drop schema migrations cascade").update();
            jdbc.sql("alter schema elsewhere rename to migrations").update();
        }
        assertThat(new MigrationsHealth(jdbc).health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void the_database_sees_which_instance_in_which_roles_is_connected() {
        assertThat(jdbc.sql("select current_setting('application_name')")
                        .query(String.class)
                        .single())
                .isEqualTo("fairground-web-local");
    }
}
