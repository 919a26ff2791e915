package dev.fairground.seed;

import dev.fairground.platform.ids.UuidV7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Grows the tree to a real market's size: some four thousand categories on five levels. Below each department of {@code departments.txt}
 * stand its things, by origin, by size, and by age. The roots that there are already are grown on.
 */
final class VolumeCategories {

    private static final Pattern LINE = Pattern.compile("(?m)^([a-z-]+) ([^:]+): (.+)$");
    private static final List<String> ORIGINS = List.of("New", "Second-hand", "Vintage", "Handmade", "Defective");
    private static final List<String> SIZES = List.of("Small", "Medium", "Large", "Oversize");
    private static final List<String> AGES = List.of("before 1950", "1950 to 1989", "since 1990");
    private static final int BEHIND_WHAT_IS_THERE = 100;

    private final Connection connection;
    private final Random random;
    private final List<Leaf> leaves = new ArrayList<>();
    private int count;
    private String department = "";

    VolumeCategories(Connection connection, long seed) {
        this.connection = connection;
        this.random = new Random(seed);
    }

    /** Returns the leaves, each with the word for one thing in it. */
    List<Leaf> grow() {
        var there = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        var departments = LINE.matcher(list()).results().toList();
        var roots = departments.stream()
                .map(department -> there.sql("select id from catalog.category where slug = :slug")
                        .param("slug", department.group(1))
                        .query(UUID.class)
                        .optional()
                        .orElse(null))
                .toList();
        try (var sheet = Sheet.into(connection, "catalog.category", "id, parent_id, slug, name, position")) {
            for (int i = 0; i < departments.size(); i++) {
                department(sheet, departments.get(i), roots.get(i), i);
            }
        }
        return leaves;
    }

    int count() {
        return count;
    }

    private void department(Sheet sheet, MatchResult line, @Nullable UUID there, int position) {
        department = line.group(1);
        var root = there != null ? there : add(sheet, null, line.group(1), line.group(2), position);
        var things = line.group(3).split("; ");
        for (int i = 0; i < things.length; i++) {
            thing(sheet, root, things[i], i);
        }
    }

    private void thing(Sheet sheet, UUID root, String thing, int position) {
        var plural = thing.substring(0, 1).toUpperCase(Locale.ROOT)
                + thing.substring(1)
                + (thing.endsWith("x") ? "es" : "s");
        var things = add(sheet, root, slug(plural), plural, position);
        for (var origin : ORIGINS) {
            var name = origin + " " + plural;
            var ofOrigin = add(sheet, things, slug(name), name, ORIGINS.indexOf(origin));
            for (var size : SIZES) {
                sizes(sheet, ofOrigin, name, size, thing);
            }
        }
    }

    /** What is old is told apart by its age; the new is not. */
    private void sizes(Sheet sheet, UUID parent, String above, String size, String thing) {
        var name = above + ", " + size;
        var ofSize = add(sheet, parent, slug(name), name, SIZES.indexOf(size));
        if (above.startsWith("New") || above.startsWith("Handmade")) {
            leaves.add(new Leaf(ofSize, thing, department));
            return;
        }
        for (var age : AGES) {
            var aged = name + ", " + age;
            leaves.add(new Leaf(add(sheet, ofSize, slug(aged), aged, AGES.indexOf(age)), thing, department));
        }
    }

    private UUID add(Sheet sheet, @Nullable UUID parent, String slug, String name, int position) {
        var id = UuidV7.at(Years.at(0), random);
        sheet.row(id, parent, slug, name, BEHIND_WHAT_IS_THERE + position);
        count++;
        return id;
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String list() {
        try (var stream = Objects.requireNonNull(VolumeCategories.class.getResourceAsStream("departments.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param department the slug of its root */
    record Leaf(UUID id, String thing, String department) {}
}
