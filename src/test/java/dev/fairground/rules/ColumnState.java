package dev.fairground.rules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcOperations;

/** One of the words that a column of ours may hold, as its check or the expression that generates it lists them. */
record ColumnState(String table, String column, String value) {

    private static final Pattern WORD = Pattern.compile("(?:(?:THEN|ELSE) |\\bARRAY\\[|, )'([A-Za-z_-]+)'::");

    /** Lists of one column alone; what a word asks of other columns is said by other checks. */
    static List<ColumnState> in(JdbcOperations database) {
        return database.query("""
                with ours as (
                    select c.oid, n.nspname || '.' || c.relname as name
                      from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'p') and not c.relispartition
                       and n.nspname !~ '^(pg_|information_schema|migrations$|public$)'
                )
                  select t.name, a.attname, pg_get_constraintdef(c.oid) as words
                    from pg_constraint c
                    join ours t on t.oid = c.conrelid
                    join pg_attribute a on a.attrelid = t.oid and c.conkey = array[a.attnum]
                   where pg_get_constraintdef(c.oid) like 'CHECK ((' || a.attname || ' = ANY (ARRAY[%'
                   union all
                  select t.name, a.attname, pg_get_constraintdef(c.oid)
                    from pg_constraint c
                    join pg_attribute a on a.atttypid = c.contypid and not a.attisdropped
                    join ours t on t.oid = a.attrelid
                   where pg_get_constraintdef(c.oid) like 'CHECK ((VALUE = ANY (ARRAY[%'
                   union all
                  select t.name, a.attname, pg_get_expr(d.adbin, d.adrelid)
                    from pg_attrdef d
                    join ours t on t.oid = d.adrelid
                    join pg_attribute a on a.attrelid = t.oid and a.attnum = d.adnum
                   where a.attgenerated = 's'
                order by 1, 2
                """, ColumnState::ofRow).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<ColumnState> ofRow(ResultSet row, int number) throws SQLException {
        String table = row.getString("name");
        String column = row.getString("attname");
        return WORD.matcher(row.getString("words"))
                .results()
                .map(word -> new ColumnState(table, column, word.group(1)))
                .toList();
    }

    boolean isIn(JdbcOperations database) {
        return Boolean.TRUE.equals(database.queryForObject(
                "select exists (select from %s where %s = ?)".formatted(table, column), Boolean.class, value));
    }

    @Override
    public String toString() {
        return "%s.%s = %s".formatted(table, column, value);
    }
}
