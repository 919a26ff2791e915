package dev.fairground.rules;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is asked of migrations, which run while the release before serves the market: nobody may wait for one, and that release must go on as
 * if nothing had happened. Each rule with the statement that it must catch and the one that does the same in peace.
 */
enum MigrationRule {
    EXPAND_ONLY_ADDS(
            (migration, statement) -> migration.phase().matches("expand|fill")
                    && (statement.matches("drop (table|schema|view|function|type|trigger|sequence) .*")
                            || ofOthers(migration, statement)
                                    && statement.matches(
                                            ".* (drop column|rename|set not null|set data type|alter column [\\w.]+"
                                                    + " type|alter [\\w.]+ type) ?.*")),
            "-- phase: expand\nalter table shop rename name to title",
            "-- phase: expand\nalter table shop add column title text",
            "The release before still uses it: add beside it now, and take away in a phase contract of a later"
                    + " release."),
    NEW_COLUMN_MAY_BE_LEFT_OUT(
            (migration, statement) -> ofOthers(migration, statement)
                    && clauses(statement)
                            .anyMatch(clause -> clause.matches(".*\\badd (column )?(?!constraint )\\w+ .*")
                                    && clause.contains(" not null")
                                    && !clause.matches(".* (default|generated) .*")),
            "-- phase: expand\nalter table shop add column title text not null",
            "-- phase: expand\nalter table shop add column title text not null default ''",
            "The release before does not fill it: give it a default, or let it be null until a later release."),
    NO_REWRITE(
            (migration, statement) -> ofOthers(migration, statement)
                            && statement.matches(".*( type .*using |set tablespace|add column [^,]*(generated always as"
                                    + " .*stored|default"
                                    + " (gen_random_uuid|random|clock_timestamp|uuidv7|nextval)\\b)).*")
                    || statement.matches("(cluster|vacuum full)\\b.*"),
            "-- phase: expand\nalter table shop add column token uuid default gen_random_uuid()",
            "-- phase: expand\nalter table shop add column opened timestamptz default now()",
            "It writes every row anew while nobody reads: add the column empty, and fill it in a migration of phase"
                    + " fill."),
    INDEX_CONCURRENTLY(
            (migration, statement) -> statement.matches("create (unique )?index .*")
                    && !statement.contains(" concurrently ")
                    && !migration.createdHere().contains(indexed(statement)),
            "-- phase: expand\ncreate index shop_name_idx on shop (name)",
            Peaceful.CONCURRENTLY,
            "Writers wait until it is built: create it concurrently, in a file of its own."),
    CONCURRENTLY_ALONE(
            (migration, statement) -> statement.contains("index concurrently ")
                    && !String.join("; ", migration.statements())
                            .matches("set lock_timeout = 0; (drop index concurrently if exists [\\w.]+; create (unique"
                                    + " )?index concurrently [^;]+(; comment on index [^;]+)?; )+set lock_timeout"
                                    + " = ''"),
            "-- phase: expand\n"
                    + "drop index concurrently if exists shop_name_idx; create index concurrently shop_name_idx on shop"
                    + " (name); alter table shop add column title text",
            Peaceful.CONCURRENTLY,
            "It runs outside of any transaction, waits for old ones without holding anybody up, and what fails"
                    + " half-way stays. So: set lock_timeout = 0, drop what an earlier try left, build, set lock_timeout ="
                    + " '500ms', and do nothing else."),
    CHECKED_LATER(
            (migration, statement) -> ofOthers(migration, statement)
                    && clauses(statement)
                            .anyMatch(clause -> clause.matches(".*\\badd constraint \\w+ (check|foreign key)\\b.*")
                                    && !clause.contains(" not valid")),
            "-- phase: expand\nalter table shop add constraint shop_named check (name <> '')",
            "-- phase: expand\nalter table shop add constraint shop_named check (name <> '') not valid",
            "All rows are read while nobody writes: add it not valid, and validate it in the next migration."),
    UNIQUE_BY_INDEX(
            (migration, statement) -> ofOthers(migration, statement)
                    && clauses(statement)
                            .anyMatch(clause ->
                                    clause.matches(".*\\badd constraint \\w+ (unique|primary key|exclude)\\b.*")
                                            && !clause.contains(" using index ")),
            "-- phase: expand\nalter table shop add constraint shop_once unique (name)",
            "-- phase: expand\nalter table shop add constraint shop_once unique using index shop_once_idx",
            "Its index is built while nobody writes: build it concurrently first, and say using index."),
    ROWS_APART(
            (migration, statement) -> migration.phase().equals("fill")
                    ? Migration.isOfTheSchema(statement)
                    : statement.matches("(update|delete from) .*")
                            && !migration.createdHere().contains(changed(statement)),
            "-- phase: expand\nalter table shop add column title text; update shop set title = name",
            "-- phase: fill\nupdate shop set title = name",
            "The lock on the table is held until all rows are written: fill them in a migration of phase fill."),
    LIMITS_STAY(
            (migration, statement) -> statement.matches(
                            "(set|reset) .*(lock_timeout|statement_timeout).*|lock table .*")
                    && migration.statements().stream().noneMatch(other -> other.contains("index concurrently ")),
            "-- phase: expand\nset lock_timeout = 0; alter table shop add column title text",
            "-- phase: expand\nalter table shop add column title text",
            "All migrations run under limits, and are tried again: a lock that is waited for longer stops the market."),
    ROLLBACK_SAID(
            (migration, statement) -> migration.phase().matches("switch|contract")
                    && !migration.rollback().matches("(safe|undo first|refused): .{15,}"),
            "-- phase: contract\nalter table shop drop column title",
            "-- phase: contract\n"
                    + "-- rollback: refused: the release before reads title; go forward\n"
                    + "alter table shop drop column title",
            "Say in the header what a rollback behind it is: -- rollback: safe, undo first or refused, a colon, and"
                    + " why or how.");

    private static final Pattern INDEXED = Pattern.compile(" on (?:only )?([\\w.]+)");
    private static final Pattern ALTERED = Pattern.compile("^alter table (?:if exists )?(?:only )?([\\w.]+)");
    private static final Pattern CHANGED = Pattern.compile("^(?:update|delete from) (?:only )?([\\w.]+)");

    private final BiPredicate<Migration, String> offends;
    private final String twin;
    private final String peaceful;
    private final String instead;

    MigrationRule(BiPredicate<Migration, String> offends, String twin, String peaceful, String instead) {
        this.offends = offends;
        this.twin = twin;
        this.peaceful = peaceful;
        this.instead = instead;
    }

    List<String> offendersIn(Migration migration) {
        return migration.statements().stream()
                .filter(statement -> offends.test(migration, statement))
                .map(statement -> migration.name() + ": " + statement)
                .toList();
    }

    /** A migration that breaks the rule. */
    String twin() {
        return twin;
    }

    /** One that arrives at the same end and keeps it. */
    String peaceful() {
        return peaceful;
    }

    String instead() {
        return instead;
    }

    private static boolean ofOthers(Migration migration, String statement) {
        return statement.startsWith("alter table ") && !migration.createdHere().contains(altered(statement));
    }

    /** What one {@code alter table} does, by the commas that are in no brackets. */
    private static Stream<String> clauses(String statement) {
        var clauses = Stream.<String>builder();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < statement.length(); at++) {
            char sign = statement.charAt(at);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (sign == ',' && depth == 0) {
                clauses.add(statement.substring(from, at));
                from = at + 1;
            }
        }
        return clauses.add(statement.substring(from)).build();
    }

    private static String indexed(String statement) {
        return group(INDEXED, statement);
    }

    private static String altered(String statement) {
        return group(ALTERED, statement);
    }

    private static String changed(String statement) {
        return group(CHANGED, statement);
    }

    private static String group(Pattern pattern, String statement) {
        var found = pattern.matcher(statement);
        return found.find() ? found.group(1) : "";
    }

    private static final class Peaceful {

        private static final String CONCURRENTLY = """
            -- phase: expand
            set lock_timeout = 0;
            drop index concurrently if exists shop_name_idx;
            create index concurrently shop_name_idx on shop (name);
            comment on index shop_name_idx is 'Shops by name.';
            set lock_timeout = '500ms';
            """;
    }
}
