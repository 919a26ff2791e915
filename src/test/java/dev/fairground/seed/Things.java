package dev.fairground.seed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes up what is sold: a thing of the list for its category, in a condition, described in two or three plain sentences. */
final class Things {

    private static final Pattern LINE = Pattern.compile("(?m)^([a-z-]+) (\\d+)-(\\d+): (.+)$");

    private static final List<String> CONDITIONS = List.of(
            "",
            "",
            "hardly used",
            "with honest signs of use",
            "freshly cleaned",
            "in its original box",
            "restored this summer",
            "from 1970 or so");
    private static final List<String> SIZES = List.of("XS", "S", "M", "L", "XL", "XXL");
    private static final List<String> COLOURS = List.of("black", "white", "red", "blue", "green", "grey");
    private static final List<String> OPENINGS = List.of(
            "Used for two seasons and looked after well.",
            "Bought for a house that we have left since.",
            "It has stood in a dry, smoke-free room.",
            "One small scratch, shown in the second picture; otherwise as new.",
            "Checked, cleaned and ready to use.",
            "Made to last, and to be repaired when it does not.");
    private static final List<String> MIDDLES = List.of(
            "It was my grandmother's, who bought good things once.",
            "We sell it because two of a kind are one too many.",
            "Nothing is missing; the instructions are in the parcel.",
            "Measurements on request.",
            "");
    private static final List<String> ENDINGS = List.of(
            "Sent within two working days, well padded.",
            "Collection is welcome, and so are questions.",
            "We pack in used cardboard.",
            "If it does not suit you, send it back within a fortnight.");

    private final List<Category> categories;
    private final Random random;

    Things(Random random) {
        this.random = random;
        this.categories = LINE.matcher(list()).results().map(Category::of).toList();
    }

    List<Category> categories() {
        return categories;
    }

    Thing next(Category category) {
        var thing = pick(category.things);
        var condition = pick(CONDITIONS);
        // A product of two chances: low prices are the more frequent.
        double share = random.nextDouble() * random.nextDouble();
        long euros = category.lowest + Math.round(share * (category.highest - category.lowest));
        long minor = Math.max(100, euros * 100 - random.nextInt(3) * 5);
        return new Thing(
                condition.isEmpty() ? thing : thing + ", " + condition,
                description(),
                minor,
                attributes(category.slug(), thing));
    }

    /** Of some categories, so that there is something to filter by. Drawn from the title, which leaves everything else as it was. */
    private static Map<String, String> attributes(String category, String thing) {
        int chance = Math.floorMod(thing.hashCode(), 6);
        return switch (category) {
            case "dresses", "coats", "shirts", "jackets" ->
                Map.of("size", SIZES.get(chance), "colour", COLOURS.get(chance));
            case "shoes", "boots" -> Map.of("shoe-size", String.valueOf(37 + chance));
            case "laptops" -> Map.of("memory", chance < 3 ? "8" : "16");
            case "headphones" -> Map.of("wireless", chance < 3 ? "yes" : "no");
            case "bicycles" -> Map.of("frame-height", String.valueOf(50 + 2 * chance));
            default -> Map.of();
        };
    }

    private String description() {
        var sentences = new ArrayList<>(List.of(pick(OPENINGS), pick(MIDDLES), pick(ENDINGS)));
        sentences.removeIf(String::isEmpty);
        return String.join(" ", sentences);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String list() {
        try (var stream = Objects.requireNonNull(Things.class.getResourceAsStream("things.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A leaf of the category tree, the range of its prices in whole euros, and what there is in it. */
    record Category(String slug, int lowest, int highest, List<String> things) {

        private static Category of(MatchResult line) {
            return new Category(
                    line.group(1),
                    Integer.parseInt(line.group(2)),
                    Integer.parseInt(line.group(3)),
                    List.of(line.group(4).split("; ")));
        }
    }

    /** Something to sell. */
    record Thing(String title, String description, long priceMinor, Map<String, String> attributes) {}
}
