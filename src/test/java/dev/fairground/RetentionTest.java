package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** For each table of the live database somebody has decided how long its rows live, and what is written down about that is so. */
@Proves("db-retention")
class RetentionTest {

    private static final Path OPERATIONS = Documents.repository().resolve("runbooks/operations");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_]+\\.[a-z_]+)` \\| (.+?) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern JOB = Pattern.compile("`([a-z-]+)`");
    private static final Pattern WITH = Pattern.compile("with `([a-z_]+\\.[a-z_]+)`");
    private static final Pattern DELETES = Pattern.compile("(?i)delete from ([a-z_]+\\.[a-z_]+)");

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(TestDatabase.copy()));

    @Test
    void every_table_has_its_row_and_every_row_is_so() {
        assertThat(asItIs().faults(Documents.read(OPERATIONS.resolve("retention.md"))))
                .isEmpty();
    }

    @Test
    void what_is_not_so_is_found() {
        var world = new World(
                Set.of("shop.item", "shop.part", "shop.log", "shop.new"),
                Map.of("shop.part", Set.of("shop.item")),
                Set.of("shop.item", "shop.log"),
                Set.of("log-purge", "mail-purge", "send"));

        assertThat(world.faults("""
                | `shop.item` | for ever | nobody | Sold. |
                | `shop.part` | for ever | nobody | Part. |
                | `shop.log` | a day | `log-sweep`, with `shop.item` | Old. |
                | `shop.gone` | a day | people | Old. |
                """))
                .containsExactlyInAnyOrder(
                        "shop.new has no row",
                        "shop.gone is no table",
                        "shop.gone is removed by somebody, and nothing deletes from it",
                        "shop.item is removed by nobody, and yet something deletes from it",
                        "shop.part goes with [shop.item], and the row says []",
                        "shop.log goes with [], and the row says [shop.item]",
                        "log-sweep is no job",
                        "log-purge removes from no table",
                        "mail-purge removes from no table");
    }

    private record World(
            Set<String> tables, Map<String, Set<String>> withOthers, Set<String> deletedFrom, Set<String> jobs) {

        List<String> faults(String document) {
            var faults = new ArrayList<String>();
            var rows = new TreeMap<String, String>();
            ROW.matcher(document).results().forEach(row -> rows.put(row.group(1), row.group(3)));
            tables.stream()
                    .filter(table -> !rows.containsKey(table))
                    .forEach(table -> faults.add(table + " has no row"));
            var named = new HashSet<String>();
            rows.forEach((table, by) -> {
                if (!tables.contains(table)) faults.add(table + " is no table");
                var with = found(WITH, by);
                var cascades = withOthers.getOrDefault(table, Set.of());
                if (!with.equals(cascades)) faults.add(table + " goes with " + cascades + ", and the row says " + with);
                named.addAll(found(JOB, by));
                boolean stays = by.equals("nobody");
                boolean alone =
                        !WITH.matcher(by).replaceAll("").replace(",", "").isBlank();
                if (stays && deletedFrom.contains(table))
                    faults.add(table + " is removed by nobody, and yet something deletes from it");
                if (!stays && alone && !deletedFrom.contains(table))
                    faults.add(table + " is removed by somebody, and nothing deletes from it");
            });
            named.stream().filter(job -> !jobs.contains(job)).forEach(job -> faults.add(job + " is no job"));
            jobs.stream()
                    .filter(job -> job.endsWith("-purge") && !named.contains(job))
                    .forEach(job -> faults.add(job + " removes from no table"));
            return faults;
        }

        private static Set<String> found(Pattern pattern, String text) {
            return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
        }
    }

    private World asItIs() {
        var tables = jdbc.sql("""
                select nspname || '.' || relname
                  from pg_class
                  join pg_namespace on pg_namespace.oid = relnamespace
                 where relkind in ('r', 'p') and not relispartition and nspname !~ '^(pg_|information_schema$|public$|migrations$)'
                """).query((row, _) -> row.getString(1)).set();
        var withOthers = new HashMap<String, Set<String>>();
        jdbc.sql(
                        "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint where confdeltype = 'c'")
                .query((row, _) -> withOthers
                        .computeIfAbsent(row.getString(1), _ -> new HashSet<>())
                        .add(row.getString(2)))
                .list();
        var deletedFrom = Documents.files(Documents.repository().resolve("src/main/java"), ".java").stream()
                .flatMap(file -> DELETES.matcher(Documents.read(file)).results())
                .map((MatchResult statement) -> statement.group(1))
                .collect(Collectors.toSet());
        var jobs = LISTED.matcher(Documents.read(OPERATIONS.resolve("jobs.md")))
                .results()
                .map(job -> job.group(1))
                .collect(Collectors.toSet());
        return new World(tables, withOthers, deletedFrom, jobs);
    }
}
