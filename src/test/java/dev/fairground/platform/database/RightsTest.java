package dev.fairground.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Each role of {@code db/roles.sql}, logged in as itself. */
@Proves("sec-least-privilege-db")
class RightsTest {

    private static final String DATABASE = TestDatabase.copy();
    private static final String REFUSED = "ERROR: permission denied";

    /** What is nobody's business in a report, by the name that it would have. */
    private static final String CONFIDENTIAL =
            "(^|_)(email|secret|hash|password|body|address|destination|attribute_bytes|display_name|method|event|before|after)$";

    private static final Pattern WRITES =
            Pattern.compile("\\b(insert into|update|delete from)\\s+(?:only\\s+)?([a-z_]+\\.[a-z_]+)");

    private final JdbcClient owner = as("postgres");

    @ParameterizedTest
    @ValueSource(strings = {"fairground_web", "fairground_worker", "fairground_reports"})
    void nobody_but_the_owner_changes_the_schema(String role) {
        for (var statement : new String[] {
            "create table orders.mine (id uuid)",
            "create table public.mine (id uuid)",
            "create schema mine",
            "alter table orders.placed_order add column mine text",
            "drop table orders.placed_order",
            "truncate orders.placed_order",
            "create index on orders.placed_order (id)",
            "alter table audit.entry disable trigger all",
            "create role mine superuser",
            "update migrations.flyway_schema_history set success = true",
            "copy orders.placed_order to program 'cat'"
        }) {
            assertThatThrownBy(() -> write(role, statement))
                    .as("%s: %s", role, statement)
                    .rootCause()
                    .message()
                    .containsPattern(REFUSED + "|ERROR: must be (owner of|superuser)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fairground_web, update audit.entry set actor = 'me'",
        "fairground_worker, delete from audit.entry",
        "fairground_worker, delete from audit.entry_before",
        "fairground_web, insert into audit.entry_default select * from audit.entry",
        "fairground_web, 'select audit.keep_parts(now(), 3)'",
        "fairground_worker, update payments.posting set amount_minor = 0",
        "fairground_worker, delete from payments.ledger_entry",
        "fairground_worker, delete from orders.placed_order",
        "fairground_web, delete from outbox.delivery",
        "fairground_web, delete from identity.member",
        "fairground_reports, insert into orders.basket (member_id) values (gen_random_uuid())",
        "fairground_reports, update shops.shop set name = 'Mine'",
        "fairground_reports, delete from web.session",
        "fairground_reports, select * from identity.password",
        "fairground_reports, select * from web.session",
        "fairground_reports, select email from identity.member",
        "fairground_reports, select * from identity.member"
    })
    void each_is_refused_what_is_not_its_work(String role, String statement) {
        assertThatThrownBy(() -> write(role, statement)).rootCause().hasMessageStartingWith(REFUSED);
    }

    @Test
    void reports_read_what_is_not_confidential_and_write_not_even_by_a_function() {
        var reports = as("fairground_reports");

        assertThat(reports.sql("select handle from identity.member").query().listOfRows())
                .isEmpty();
        assertThat(reports.sql("select count(*) from orders.placed_order")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> write(
                        "fairground_reports", "select allowed from ratelimit.take('{a}', '{1}', '{1}', '2026-01-01Z')"))
                .rootCause()
                .hasMessageStartingWith(REFUSED);
        assertThatThrownBy(() -> reports.sql("create temp table mine (id uuid)").update())
                .rootCause()
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void no_column_that_sounds_confidential_is_open_to_reports() {
        assertThat(owner.sql("""
                select attrelid::regclass || '.' || attname
                  from pg_attribute
                  join pg_class on pg_class.oid = attrelid and relkind in ('r', 'p')
                  join pg_namespace on pg_namespace.oid = relnamespace
                 where nspname !~ '^(pg_|information_schema|public|migrations)' and attnum > 0 and not attisdropped
                   and attname ~ :confidential
                   and has_column_privilege('fairground_reports', attrelid, attname, 'select')
                """)
                        .param("confidential", CONFIDENTIAL)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "listings.picture.content_hash", // of what everybody may look at
                        "payments.intent.method"); // a provider's token of a card, and reports ask which sort
    }

    /** The suite works as the owner, so a right that production lacks would show there first. */
    @Test
    void whatever_our_statements_write_a_role_may_write() {
        var statements = Documents.files(Documents.repository().resolve("src/main/java"), ".java").stream()
                .flatMap(file -> WRITES.matcher(Documents.read(file)).results())
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(statements).hasSizeGreaterThan(80);
        assertThat(statements)
                .filteredOn(written -> !may("fairground_worker", written))
                .isEmpty();
        assertThat(statements)
                .filteredOn(written -> !may("fairground_web", written))
                .as("what jobs alone may do")
                .containsOnly(
                        "delete from effects.effect",
                        "delete from identity.member",
                        "delete from idempotency.answer",
                        "delete from integrations.message",
                        "delete from jobs.run",
                        "delete from notifications.delivery",
                        "delete from notifications.receipt",
                        "delete from outbox.delivery",
                        "delete from payments.webhook_event",
                        "delete from ratelimit.bucket");
    }

    @Test
    void rights_that_are_right_are_not_touched_again() {
        var before = rights();
        owner.sql(Documents.read(Documents.repository().resolve("db/migration/afterMigrate__rights.sql")))
                .update();

        assertThat(rights()).isEqualTo(before);
    }

    @Test
    void a_database_without_the_roles_has_nothing_to_hold() {
        var script = Documents.read(Documents.repository().resolve("db/migration/afterMigrate__rights.sql"))
                .replace("fairground_", "nobody_");

        assertThat(owner.sql(script).update()).isZero();
    }

    private boolean may(String role, String written) {
        var words = written.split("\\s+");
        return owner.sql("select has_table_privilege(:role, :table, :act)")
                .param("role", role)
                .param("table", words[words.length - 1])
                .param("act", words[0])
                .query(Boolean.class)
                .single();
    }

    /** With the version of each row of the catalogue, which a statement that changes nothing would raise. */
    private String rights() {
        return owner.sql(
                        "select md5(string_agg(xmin::text || oid || coalesce(relacl::text, ''), ',' order by oid)) from pg_class")
                .query(String.class)
                .single();
    }

    private void write(String role, String statement) {
        var database = new SingleConnectionDataSource(TestDatabase.as(role, DATABASE), false);
        try (database) {
            var jdbc = JdbcClient.create(database);
            jdbc.sql("set default_transaction_read_only = off").update();
            jdbc.sql(statement).update();
        }
    }

    private static JdbcClient as(String role) {
        return JdbcClient.create(new DriverManagerDataSource(TestDatabase.as(role, DATABASE)));
    }
}
