package dev.fairground.seed;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database in words, to be compared with another one. */
final class Dump {

    private Dump() {}

    /** Every row of every table of ours, in an order of its own, without the values that have to differ. */
    static Map<String, List<String>> of(JdbcClient jdbc) {
        return strings(jdbc, """
                select schemaname || '.' || tablename
                  from pg_tables
                 where schemaname not in ('pg_catalog', 'information_schema', 'migrations', 'public')
                """).stream()
                .collect(Collectors.toMap(Function.identity(), table -> strings(jdbc, """
                select (to_jsonb(r) - 'hash' - 'secret' - case when '%1$s' = 'access.capability_grant'
                                                               then array['granted_at', 'expires_at'] else '{}'::text[] end)::text
                  from %1$s r
                 order by 1
                """.formatted(table))));
    }

    private static List<String> strings(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query((row, _) -> String.valueOf(row.getString(1))).list();
    }
}
