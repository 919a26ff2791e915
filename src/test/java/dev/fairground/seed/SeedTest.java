package dev.fairground.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.development.CloneSecrets;
import dev.fairground.platform.objects.ObjectKey;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@FairgroundTest
@Proves("test-deterministic-seed")
class SeedTest {

    @Autowired
    ObjectStore objects;

    @TempDir
    Path here;

    @TempDir
    Path elsewhere;

    @Test
    void two_machines_have_the_same_market() {
        var first = Dump.of(seeded(here));
        var second = Dump.of(seeded(elsewhere));

        assertThat(first.keySet())
                .contains("identity.member", "listings.listing", "orders.placed_order", "payments.posting");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_market_that_has_a_member_is_left_as_it_is() {
        var database = new DriverManagerDataSource(TestDatabase.copy());
        Seed.ifEmpty(database, objects, CloneSecrets.in(here));
        var before = Dump.of(JdbcClient.create(database));

        Seed.ifEmpty(database, objects, CloneSecrets.in(here));

        assertThat(Dump.of(JdbcClient.create(database))).isEqualTo(before);
    }

    @Test
    void the_market_is_lively() {
        var jdbc = seeded(here);

        assertThat(strings(jdbc, "select state from listings.listing group by state having count(*) >= 10 order by 1"))
                .containsExactly("DRAFT", "PUBLISHED", "SOLD_OUT", "WITHDRAWN");
        assertThat(strings(jdbc, """
                select slug
                  from catalog.category c
                 where not exists (select from catalog.category child where child.parent_id = c.id)
                   and not exists (select from listings.listing l where l.category_id = c.id)
                """)).as("leaves without anything").isEmpty();
    }

    @Test
    @Proves("test-seed-images")
    void what_is_on_offer_has_pictures_of_all_shapes_each_as_large_as_its_row_says() {
        var jdbc = seeded(here);

        assertThat(strings(jdbc, """
                select id::text
                  from listings.listing l
                 where state = 'PUBLISHED'
                   and not exists (select from listings.picture p where p.listing_id = l.id and p.position = 0)
                """)).as("without a picture").isEmpty();
        var shapes = jdbc.sql("select object_key, card_key, width, height from listings.picture")
                .query((row, _) -> {
                    var full = picture(row.getString("object_key"));
                    var card = picture(row.getString("card_key"));
                    assertThat(full.getWidth()).isEqualTo(row.getInt("width"));
                    assertThat(full.getHeight()).isEqualTo(row.getInt("height"));
                    assertThat(Math.max(card.getWidth(), card.getHeight())).isLessThanOrEqualTo(480);
                    return "%dx%d%s"
                            .formatted(
                                    full.getWidth(),
                                    full.getHeight(),
                                    full.getColorModel().hasAlpha() ? " see-through" : "");
                })
                .list();
        assertThat(shapes)
                .hasSizeGreaterThan(250)
                .contains("480x360", "360x480", "400x400", "1600x1200", "1600x160", "160x1600", "24x18", "1x1")
                .containsOnlyOnce("480x360 see-through");
    }

    private BufferedImage picture(String key) {
        try (var stored = objects.open(new ObjectKey(key)).orElseThrow()) {
            return Objects.requireNonNull(ImageIO.read(stored.bytes()), key);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void the_books_balance_and_agree_with_the_deals() {
        var jdbc = seeded(here);

        assertThat(strings(
                        jdbc, "select currency from payments.posting group by currency having sum(amount_minor) <> 0"))
                .isEmpty();
        assertThat(strings(jdbc, """
                select o.id::text
                  from orders.placed_order o
                  left join payments.intent i on i.reference = o.id
                                             and i.amount_minor = o.total_minor
                                             and i.fee_minor = o.fee_minor
                 where i.id is null
                    or (o.state = 'COMPLETED') <> (i.state = 'CAPTURED' and i.refunded_minor = 0)
                    or (o.state = 'REFUNDED') <> (i.state = 'CAPTURED' and i.refunded_minor = i.amount_minor)
                    or (o.state = 'CANCELLED') <> (i.state = 'VOIDED')
                """)).isEmpty();
        assertThat(strings(jdbc, "select distinct state from orders.placed_order order by 1"))
                .as("states that no job moves")
                .containsExactly("CANCELLED", "COMPLETED", "REFUNDED");
        assertThat(strings(
                        jdbc,
                        "select id from orders.placed_order where completed_at is not null and released_at is null"))
                .as("earnings that a job would release")
                .isEmpty();
    }

    private JdbcClient seeded(Path clone) {
        var database = new DriverManagerDataSource(TestDatabase.copy());
        Seed.ifEmpty(database, objects, CloneSecrets.in(clone));
        return JdbcClient.create(database);
    }

    private static List<String> strings(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query((row, _) -> String.valueOf(row.getString(1))).list();
    }
}
