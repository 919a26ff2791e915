package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.development.CloneSecrets;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.seed.Seed;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code ops/explain} and {@code ops/db} against a database with the cast in it. */
@FairgroundTest
@ExtendWith(OutputCaptureExtension.class)
class ExplainCommandTest {

    private static final String AWAY = "jdbc:postgresql://localhost:1/nowhere?password=x";

    private final String url = TestDatabase.copy();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));

    @TempDir
    Path clone;

    @BeforeEach
    void a_market_with_its_cast(@Autowired ObjectStore objects) {
        Seed.ifEmpty(new DriverManagerDataSource(url), objects, CloneSecrets.in(clone));
    }

    @Test
    @Proves("db-explain-easy")
    void the_statements_of_a_request_are_explained_with_their_values(CapturedOutput said) throws Exception {
        assertThat(explain("GET /api/v2/listings?limit=3&minPriceMinor=4711&currency=EUR"))
                .isZero();

        assertThat(said.getOut())
                .contains("answers 200", "from listings.listing", "4711", "Limit: rows ", "with something wrong: 0")
                .doesNotContain("! ");
        assertThat(clone.resolve("objects"))
                .as("what it leaves, it leaves in this clone's own folder")
                .isDirectory();
    }

    /** The toy explains where the request was asked; this is asked here, and explained where there is more. */
    @Test
    void plans_are_those_of_the_database_that_is_named(CapturedOutput said) throws Exception {
        var elsewhere = TestDatabase.copy();
        var there = JdbcClient.create(new DriverManagerDataSource(elsewhere));
        there.sql("drop index listings.listing_price_filtered_idx").update();
        there.sql("set session_replication_role = replica; " + FILLED).update();
        there.sql("analyze listings.listing").update();

        assertThat(explain(
                        "GET /api/v2/listings?limit=3&currency=EUR&minPriceMinor=1&sort=CHEAPEST", "--on", elsewhere))
                .isEqualTo(1);

        assertThat(said.getOut()).contains("! Sorts 20,000 rows to give");
    }

    @Test
    void a_statement_of_the_statistics_is_explained_by_its_id(CapturedOutput said) throws Exception {
        jdbc.sql("create extension pg_stat_statements").update();
        jdbc.sql("select handle from identity.member where email = 'x@example.org'")
                .query()
                .listOfRows();
        var id = jdbc.sql("""
            select queryid
              from pg_stat_statements
             where query like 'select handle from identity.member where email = $1'
               and dbid = (select oid from pg_database where datname = current_database())
            """).query(String.class).single();

        assertThat(explain(id)).isZero();
        assertThat(said.getOut()).contains("planned, not run", "where email = $1");
        assertThat(explain("1")).isEqualTo(1);
        assertThat(said.getErr()).contains("no statement of this id");
    }

    @Test
    void what_it_does_not_know_is_answered_with_what_it_does(CapturedOutput said) throws Exception {
        assertThat(Explain.run(Map.of(), clone)).isEqualTo(2);
        assertThat(explain("POST /api/v2/orders")).isEqualTo(2);
        assertThat(explain("GET /api/v2/listings", "--fast", "1")).isEqualTo(2);
        assertThat(explain("GET /api/v2/listings", "--on", AWAY)).isEqualTo(1);
        assertThat(explain("99999999999999999999")).isEqualTo(2);
        assertThat(said.getErr()).contains("usage: ops/explain 'GET", "No database answers at");
        assertThat(explain("GET /api/v2/orders")).isEqualTo(1);
        assertThat(said.getErr()).contains("FAIRGROUND_TOKEN").doesNotContain("password=x", "\tat ");
    }

    @Test
    void a_database_is_examined_and_its_faults_are_told(CapturedOutput said) {
        assertThat(db("doctor")).isZero();
        assertThat(said.getOut()).containsPattern("locks +well").containsPattern("slow +Needs the extension");
        assertThat(Database.run("list", "--database-url", AWAY)).isZero();
        assertThat(said.getOut()).containsPattern("unproven +Constraints that were never checked");

        jdbc.sql("alter table shops.shop add constraint shop_odd check (true) not valid")
                .update();
        assertThat(db("doctor")).isEqualTo(1);
        assertThat(said.getOut()).containsPattern("unproven +1 wrong\n    Constraint shop_odd of shops.shop");
        assertThat(db("unproven")).isEqualTo(1);
        assertThat(said.getOut()).containsPattern("of table +name\nshops.shop +shop_odd\n");
        assertThat(db("connections")).isZero();

        assertThat(db("horoscope")).isEqualTo(2);
        assertThat(Database.run()).isEqualTo(2);
        assertThat(Database.run("doctor", "--database-url", AWAY)).isEqualTo(1);
        assertThat(said.getErr()).contains("No database answers at").doesNotContain("password=x", "\tat ");
    }

    private int db(String look) {
        return Database.run(look, "--database-url", url);
    }

    private int explain(String request, String... more) throws Exception {
        var arguments = Stream.concat(Stream.of(request, "--database-url", url), Stream.of(more));
        return Explain.run(Map.of(), clone, arguments.toArray(String[]::new));
    }

    private static final String FILLED = """
        insert into listings.listing (id, shop_id, shop_name, category_id, title, description, price_minor, currency, stock,
                                      drafted_at, published_at, version)
        select ('01920000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), 'A Shop', gen_random_uuid(), 'Thing',
               'As described.', 100, 'EUR', 1, timestamptz '2026-01-01', timestamptz '2026-01-01', 0
          from generate_series(1, 20000) n
        """;
}
