package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The data can be cut by shop: a table of what is a shop's leads to the shop, or the record of the cut says why it does not. */
@Proves("db-sharding-seam")
class ShardingSeamTest {

    private static final String RECORD =
            Documents.read(Documents.repository().resolve("runbooks/architecture/splitting.md"));

    private static final Pattern STAYS = Pattern.compile("(?m)^\\| `([a-z_]+\\.[a-z_]+)` \\| stays whole \\|");
    private static final Pattern CUT = Pattern.compile("(?m)^\\| `([a-z_]+\\.[a-z_]+)` to `([a-z_]+\\.[a-z_]+)` \\|");

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(TestDatabase.copy(), "postgres", ""));

    @Test
    void every_table_of_a_shop_leads_to_its_shop() {
        assertThat(keyless()).containsExactlyInAnyOrderElementsOf(found(STAYS));
    }

    @Test
    void a_table_that_leads_to_no_shop_is_found() {
        jdbc.sql("""
                create table orders.stray (id uuid, order_id uuid);
                create table orders.kept (order_id uuid constraint kept_order_fk references orders.placed_order (id));
                """).update();

        assertThat(keyless()).contains("orders.stray").doesNotContain("orders.kept");
    }

    /** What the database holds today and could not hold over two of them. */
    @Test
    void every_foreign_key_that_the_cut_would_sever_is_counted() {
        assertThat(severed())
                .containsExactlyInAnyOrderElementsOf(CUT.matcher(RECORD)
                        .results()
                        .map(row -> row.group(1) + " to " + row.group(2))
                        .toList());
    }

    private List<String> keyless() {
        var tables = jdbc.sql("""
                select c.oid::regclass::text as name,
                       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('shop_id', 'payee_id')) as keyed
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and not c.relispartition
                   and n.nspname in ('shops', 'listings', 'orders', 'payments', 'integrations')
                """)
                .query((row, _) -> new Table(row.getString("name"), row.getBoolean("keyed")))
                .list();
        var leading =
                tables.stream().filter(Table::keyed).map(Table::name).collect(Collectors.toCollection(HashSet::new));
        leading.add("shops.shop");
        var keys = references(
                "split_part(conrelid::regclass::text, '.', 1) = split_part(confrelid::regclass::text, '.', 1)");
        while (keys.stream().anyMatch(key -> leading.contains(key.to()) && leading.add(key.from()))) {}
        return tables.stream()
                .map(Table::name)
                .filter(table -> !leading.contains(table))
                .toList();
    }

    private List<String> severed() {
        return references("""
                split_part(conrelid::regclass::text, '.', 1) in ('shops', 'listings', 'orders', 'payments', 'integrations')
                and split_part(confrelid::regclass::text, '.', 1) not in ('shops', 'listings', 'orders', 'payments', 'integrations')
                """).stream()
                .map(key -> key.from() + " to " + key.to())
                .distinct()
                .toList();
    }

    private List<Reference> references(String which) {
        return new ArrayList<>(jdbc.sql(
                        "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint where contype = 'f' and conparentid = 0 and "
                                + which)
                .query((row, _) -> new Reference(row.getString(1), row.getString(2)))
                .list());
    }

    private static Set<String> found(Pattern pattern) {
        return pattern.matcher(RECORD).results().map(row -> row.group(1)).collect(Collectors.toSet());
    }

    private record Table(String name, boolean keyed) {}

    private record Reference(String from, String to) {}
}
