package dev.fairground.platform.querywatch;

import dev.fairground.platform.querywatch.Slot.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells from the words around each value what it is for. */
final class Slots {

    private static final String VALUE = "(?:cast ?\\( ?)?" + PlainText.VALUE;
    private static final String COLUMN = "(?<column>[\\w.\"]+) ?";

    private static final Pattern LIST =
            Pattern.compile("(?:in ?\\(|array ?\\[) ?" + VALUE + "(?: ?, ?" + VALUE + ")+ ?[)\\]]");
    private static final Pattern ROWS =
            Pattern.compile("values ?\\((?:[^()]|\\([^()]*\\))*\\)(?: ?, ?\\((?:[^()]|\\([^()]*\\))*\\))+");
    private static final Pattern DOCUMENT = Pattern.compile(
            "(?:jsonb?_(?:to_recordset|array_elements(?:_text)?|populate_recordset)|string_to_array|xmltable) ?\\([^?"
                    + PlainText.LITERAL + "()]*" + VALUE);
    private static final Pattern ARRAY = Pattern.compile("(?:any|all|unnest|contains) ?\\( ?" + VALUE);
    private static final Pattern LIMIT_AFTER_OFFSET = Pattern.compile("limit " + VALUE + "(?= ?, ?" + VALUE + ")");
    private static final Pattern LIMIT =
            Pattern.compile("limit (?:" + VALUE + " ?, ?)?" + VALUE + "|fetch (?:first|next) " + VALUE);
    private static final Pattern OFFSET = Pattern.compile("offset " + VALUE);
    private static final Pattern BETWEEN =
            Pattern.compile(COLUMN + "between " + VALUE + "[^?" + PlainText.LITERAL + "]*? and " + VALUE);
    private static final Pattern LOWER = Pattern.compile(COLUMN + ">=? ?" + VALUE);
    private static final Pattern UPPER = Pattern.compile(COLUMN + "<=? ?" + VALUE);
    private static final Pattern EQUAL = Pattern.compile(COLUMN + "= ?" + VALUE);
    private static final Pattern ROW_BOUND = Pattern.compile("(?<columns>\\([^()]*\\)) ?[<>]=? ?\\([^()]*\\)");

    private final String flat;
    private final Role[] roles;

    private Slots(String flat) {
        this.flat = flat;
        roles = new Role[(int) flat.chars().filter(Slots::isValue).count()];
        Arrays.fill(roles, Role.KEY);
    }

    static List<Slot> of(PlainText text) {
        var slots = new Slots(text.flat());
        slots.mark();
        return slots.with(text.literals());
    }

    /** Later marks win over earlier ones. */
    private void mark() {
        markBounds();
        mark(ARRAY, Role.ARRAY);
        mark(OFFSET, Role.POSITION);
        markLast(LIMIT, Role.LIMIT);
        mark(LIMIT_AFTER_OFFSET, Role.POSITION);
        markLast(DOCUMENT, Role.LISTED);
        mark(LIST, Role.LISTED);
        mark(ROWS, Role.LISTED);
    }

    /** A walk by keyset may spell its bound out, {@code a < ? or a = ? and b < ?}, so what a bounded column equals belongs to the bound. */
    private void markBounds() {
        mark(ROW_BOUND, Role.POSITION);
        var lower = columns(LOWER);
        var upper = columns(UPPER);
        Set<String> bounded = new HashSet<>(lower);
        bounded.addAll(upper);
        ROW_BOUND
                .matcher(flat)
                .results()
                .forEach(bound -> bounded.addAll(
                        List.of(bound.group("columns").replaceAll("[() ]", "").split(","))));
        lower.retainAll(upper);
        for (var comparison : List.of(LOWER, UPPER, EQUAL)) {
            comparison
                    .matcher(flat)
                    .results()
                    .filter(found -> bounded.contains(found.group("column")))
                    .forEach(found -> set(
                            found.start(),
                            found.end(),
                            lower.contains(found.group("column")) && comparison != EQUAL
                                    ? Role.STRETCH
                                    : Role.POSITION));
        }
        mark(BETWEEN, Role.STRETCH);
    }

    private Set<String> columns(Pattern comparison) {
        Set<String> columns = new HashSet<>();
        comparison.matcher(flat).results().forEach(found -> columns.add(found.group("column")));
        return columns;
    }

    private void mark(Pattern pattern, Role role) {
        pattern.matcher(flat).results().forEach(found -> set(found.start(), found.end(), role));
    }

    private void markLast(Pattern pattern, Role role) {
        pattern.matcher(flat).results().forEach(found -> set(found.end() - 1, found.end(), role));
    }

    private void set(int start, int end, Role role) {
        int first =
                (int) flat.substring(0, start).chars().filter(Slots::isValue).count();
        int count =
                (int) flat.substring(start, end).chars().filter(Slots::isValue).count();
        Arrays.fill(roles, first, first + count, role);
    }

    private List<Slot> with(List<String> literals) {
        var slots = new ArrayList<Slot>();
        int parameter = 0;
        int literal = 0;
        for (char c : flat.toCharArray()) {
            if (c == '?') {
                slots.add(new Slot(roles[slots.size()], ++parameter, ""));
            } else if (c == PlainText.LITERAL) {
                slots.add(new Slot(roles[slots.size()], 0, literals.get(literal++)));
            }
        }
        return List.copyOf(slots);
    }

    private static boolean isValue(int c) {
        return c == '?' || c == PlainText.LITERAL;
    }
}
