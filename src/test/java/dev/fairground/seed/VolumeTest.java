package dev.fairground.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.development.CloneSecrets;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@FairgroundTest
@Proves("test-deterministic-seed")
class VolumeTest {

    private static final int LISTINGS = 2_000;

    @Autowired
    ObjectStore objects;

    @TempDir
    Path clone;

    @Test
    void one_seed_gives_one_market_whatever_the_language_and_zone_and_another_seed_another() {
        var here = Dump.of(filled(7));
        var zone = TimeZone.getDefault();
        var language = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Dump.of(filled(7))).isEqualTo(here);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(language);
        }
        assertThat(Dump.of(filled(8)).get("listings.listing")).isNotEqualTo(here.get("listings.listing"));
    }

    @Test
    void the_tree_has_thousands_of_categories_on_five_levels() {
        var jdbc = filled(7);

        assertThat(strings(jdbc, """
                with recursive tree (id, level) as (
                    select id, 1 from catalog.category where parent_id is null
                    union all
                    select c.id, level + 1 from catalog.category c join tree on tree.id = c.parent_id)
                select level || case when count(*) > 1000 then ' wide' else '' end from tree group by level order by level
                """)).containsExactly("1", "2", "3", "4 wide", "5 wide");
        assertThat(strings(jdbc, """
                select l.id::text
                  from listings.listing l
                 where exists (select from catalog.category c where c.parent_id = l.category_id)
                """))
                .as("listings in a category that is no leaf")
                .isEmpty();
    }

    @Test
    void the_volume_is_as_messy_as_life() {
        var jdbc = filled(7);

        assertThat(strings(jdbc, "select distinct state from listings.listing order by 1"))
                .containsExactly("DRAFT", "PUBLISHED", "SOLD_OUT", "WITHDRAWN");
        assertThat(strings(jdbc, """
                select distinct o.state || ' ' || i.state
                  from orders.placed_order o
                  join payments.intent i on i.reference = o.id and i.amount_minor = o.total_minor and i.fee_minor = o.fee_minor
                 order by 1
                """))
                .as("states that no job moves")
                .containsExactly(
                        "CANCELLED DECLINED",
                        "CANCELLED VOIDED",
                        "COMPLETED CAPTURED",
                        "EXPIRED VOIDED",
                        "PAID CAPTURED",
                        "REFUNDED CAPTURED",
                        "SHIPPED CAPTURED");
        assertThat(strings(jdbc, """
                select mess
                  from (values ('one cent', (select min(price_minor) = 1 from listings.listing)),
                               ('the highest price', (select max(price_minor) = 1000000000 from listings.listing)),
                               ('no fee', (select min(fee_minor) = 0 from orders.placed_order)),
                               ('the largest stock', (select max(stock) = 100000 from listings.listing)),
                               ('the longest title', (select max(length(title)) = 120 from listings.listing)),
                               ('the longest text', (select max(length(description)) = 10000 from listings.listing)),
                               ('no text', (select min(length(description)) = 0 from listings.listing)),
                               ('right to left', (select bool_or(title ~ '[א-ת]') from listings.listing)),
                               ('pictograms', (select bool_or(title ~ '[🌀-🫿]') from listings.listing)),
                               ('ten years', (select min(drafted_at) < '2016-02-01' from listings.listing)),
                               ('unconfirmed', (select bool_or(confirmed_at is null) from identity.member)),
                               ('suspended', (select count(*) > 1 from identity.suspension)),
                               ('sent back by a bank', (select bool_or(state = 'FAILED') from payments.refund))) as asked (mess, there)
                 where not there
                """)).as("mess that is missing").isEmpty();
    }

    /** As the job that forgets them does. */
    @Test
    void who_never_confirmed_the_address_has_left_nothing_behind() {
        var jdbc = filled(7);

        assertThat(jdbc.sql("delete from identity.member where confirmed_at is null")
                        .update())
                .isPositive();
    }

    @Test
    void the_books_balance_and_only_the_cast_has_names() {
        var jdbc = filled(7);

        assertThat(strings(
                        jdbc, "select currency from payments.posting group by currency having sum(amount_minor) <> 0"))
                .isEmpty();
        assertThat(strings(jdbc, """
                select i.id::text
                  from payments.intent i
                  left join payments.ledger_entry e on e.intent_id = i.id
                  left join payments.posting p on p.entry_id = e.id and p.account = 'provider:cash'
                 group by i.id
                having coalesce(sum(p.amount_minor), 0) <> case i.state when 'CAPTURED' then i.amount_minor - i.refunded_minor else 0 end
                """)).isEmpty();
        assertThat(strings(
                        jdbc,
                        "select handle from identity.member where handle !~ '^m-[0-9]{7}$' order by signed_up_at"))
                .hasSize(Cast.values().length);
        assertThat(strings(
                        jdbc,
                        "select display_name from identity.member where handle ~ '^m-' and display_name !~ '[0-9]'"))
                .isEmpty();
    }

    private JdbcClient filled(long seed) {
        var database = new DriverManagerDataSource(TestDatabase.copy());
        Seed.ifEmpty(database, objects, CloneSecrets.in(clone));
        Volume.fill(database, LISTINGS, seed, _ -> {});
        return JdbcClient.create(database);
    }

    private static List<String> strings(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query((row, _) -> String.valueOf(row.getString(1))).list();
    }
}
