package dev.fairground.platform.database;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.platform.work.Work;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The application under the roles of production, with two connections for requests and little time. */
@FairgroundTest
@Import(Slow.class)
@TestPropertySource(
        properties = {
            "testing.roles-of-production=true",
            "fairground.database.instances=24",
            "fairground.database.limits.web.queue=300ms",
            "fairground.database.limits.web.lock=300ms",
            "fairground.database.deadlines.[/api/*/test-slow/statement]=1s",
            "fairground.database.deadlines.[/api/*/test-slow/statements]=1s",
            "fairground.database.deadlines.[/api/*/test-slow/elsewhere]=200ms",
            "fairground.database.deadlines.[/api/*/test-slow/open]=200ms",
            "fairground.database.deadlines.[/api/*/test-slow/holding]=1m"
        })
@Timeout(60)
class LimitsHttpTest {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    Slow slow;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    private Api api = Api.at(0);

    @BeforeEach
    void begin() {
        api = Api.at(port);
        slow.goOn = new CountDownLatch(1);
        slow.inside.drainPermits();
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement", "statements", "elsewhere", "open"})
    @Proves("res-request-deadline")
    void at_its_deadline_a_request_is_answered_and_all_that_it_held_is_free(String handler) {
        var answer = api.get("/api/v2/test-slow/" + handler);

        assertThat(answer).refused(503, "busy");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(sleeping()).isEmpty();
        assertThat(jdbc.sql("select pg_try_advisory_lock(:lock) and pg_advisory_unlock(:lock)")
                        .param("lock", Slow.LOCK)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        for (int times = 0; times < 3; times++) { // one more than there are connections
            assertThat(api.get("/api/v2/listings?limit=1")).hasStatus(200);
        }
    }

    @Test
    @Proves("db-connection-pooling")
    void while_all_connections_are_taken_requests_are_refused_and_probes_metrics_and_work_are_not() {
        var holders = holders(2);

        assertThat(api.get("/api/v2/listings?limit=1"))
                .refused(503, "busy")
                .satisfies(answer -> assertThat(answer.header("Retry-After")).isEqualTo("2"));
        assertThat(api.with("Accept", "text/html").get("/"))
                .satisfies(page -> assertThat(page.status()).isEqualTo(503))
                .satisfies(page -> assertThat(page.header("Retry-After")).isEqualTo("2"));
        assertThat(api.get("/livez")).hasStatus(200);
        assertThat(api.get("/readyz")).hasStatus(200);
        assertThat(Api.at(managementPort).get("/actuator/prometheus").text())
                .containsPattern("hikaricp_connections_active\\{.*pool=\"web\".*} 2");
        assertThat(outbox.deliverDue()).isNotNull();

        slow.goOn.countDown();
        assertThat(holders).allSatisfy(holder -> assertThat(holder.join()).hasStatus(200));
        assertThat(api.get("/api/v2/listings?limit=1")).hasStatus(200);
    }

    @Test
    @Proves("db-connection-pooling")
    void a_connection_that_a_request_forgets_is_taken_from_it() {
        for (int times = 0; times < 3; times++) {
            assertThat(api.get("/api/v2/test-slow/forgetful")).hasStatus(200);
        }
        assertThat(api.get("/api/v2/listings?limit=1")).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "cut-at-commit"})
    @Proves("db-connection-pooling")
    void a_session_that_the_server_ends_is_an_outage_and_no_fault_of_ours(String handler) {
        var answer = api.get("/api/v2/test-slow/" + handler);

        assertThat(answer).refused(503, "busy");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(api.get("/api/v2/listings?limit=1")).hasStatus(200);
    }

    @Test
    void a_request_does_not_wait_long_for_somebody_elses_lock() throws Exception {
        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + Slow.LOCK + ")");
            assertThat(api.get("/api/v2/test-slow/waiting")).refused(503, "busy");
            statement.execute("select pg_advisory_unlock(" + Slow.LOCK + ")");
        }
        assertThat(api.get("/api/v2/test-slow/waiting")).hasStatus(200);
    }

    @Test
    @Proves("db-application-name")
    void the_database_sees_what_each_session_works_on() {
        var holder = holders(1).getFirst();

        assertThat(sessions()).contains("fairground-web-local");
        slow.goOn.countDown();
        assertThat(holder.join().text()).isEqualTo("fairground-web-local");
        assertThat(Work.<String, RuntimeException>named("job outbox-purge", this::name))
                .isEqualTo("fairground-scheduler-local outbox-purge");
        assertThat(Work.<String, RuntimeException>named("delivery notifications.mail", this::name))
                .isEqualTo("fairground-worker-local notifications.mail");
        assertThat(name()).isEqualTo("fairground-web-local");
    }

    @Test
    void each_session_has_its_limits() {
        var limits = new HashMap<>(Map.of(
                "statement_timeout", "1min", "lock_timeout", "10s", "idle_in_transaction_session_timeout", "90s"));
        if (jdbc.sql("select current_setting('server_version_num')::int >= 170000")
                .query(Boolean.class)
                .single()) {
            limits.put("transaction_timeout", "5min");
        }

        assertThat(limits()).isEqualTo(limits);
    }

    /** The main deal of all, with no more rights than production has. */
    @Test
    @Proves("sec-least-privilege-db")
    void what_the_roles_may_is_enough_to_buy_and_be_charged() {
        var seller = cast.member("seller");
        var listing =
                aListingOf(aShopOf(seller.id().value()).in(Rows.in(database))).in(Rows.in(database));
        var buyer = cast.program(Api.at(port), cast.member("buyer")).with("Idempotency-Key", "limits-1");

        var order = buyer.post(
                "/api/v2/orders",
                Map.of("lines", List.of(Map.of("listing", listing, "quantity", 1)), "paymentMethod", "pm_card_visa"));
        outbox.deliverDue();

        assertThat(order).hasStatus(201);
        assertThat(buyer.get("/api/v2/orders/" + order.at("/id")).at("/state")).isEqualTo("PAID");
    }

    private List<CompletableFuture<Answer>> holders(int count) {
        var holders = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> Api.at(port).get("/api/v2/test-slow/holding")))
                .limit(count)
                .toList();
        slow.inside.acquireUninterruptibly(count);
        return holders;
    }

    private List<@Nullable String> sessions() {
        return jdbc.sql("select application_name from pg_stat_activity where datname = current_database()")
                .query(String.class)
                .list();
    }

    private List<@Nullable String> sleeping() {
        return jdbc.sql("""
                select query
                  from pg_stat_activity
                 where datname = current_database() and state = 'active' and query like '%pg_sleep(%' and pid <> pg_backend_pid()
                """).query(String.class).list();
    }

    private String name() {
        return jdbc.sql("select current_setting('application_name')")
                .query(String.class)
                .single();
    }

    private Map<String, String> limits() {
        var limits = new HashMap<String, String>();
        jdbc.sql(
                        "select name, current_setting(name) as value from pg_settings where name like '%timeout' and source = 'session'")
                .query(row -> {
                    limits.put(row.getString("name"), row.getString("value"));
                });
        return limits;
    }
}
