package dev.fairground.rules;

import dev.fairground.testing.Documents;
import java.util.List;

/**
 * One line of {@code constraints-tripped.txt}.
 *
 * @param constraint what the line trips
 * @param reported the name by which the database then refuses; another than the constraint's where one rule is held by two triggers
 */
record Violation(String table, String wrong, String constraint, String reported) {

    static List<Violation> all() {
        return Documents.read(Documents.repository().resolve("src/test/resources/constraints-tripped.txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", -1))
                .map(parts -> of(parts[0], parts[1], parts[2].split(" as ", 2)))
                .toList();
    }

    private static Violation of(String table, String wrong, String[] names) {
        return new Violation(table, wrong, names[0], names[names.length - 1]);
    }

    /** {@code schema.table.constraint}, for a constraint's name is unique in its schema only. */
    String id() {
        return table + '.' + constraint;
    }

    String statement() {
        if (wrong.startsWith("{")) {
            return "insert into %1$s select * from jsonb_populate_record((select sound from %1$s sound limit 1), '%2$s')"
                    .formatted(table, wrong);
        }
        return wrong.matches("(insert|delete|truncate) .*") ? wrong : "update " + table + " set " + wrong;
    }
}
