package dev.fairground.platform.practices;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of the catalogue. It knows the form that the package describes and nothing else: a misspelt field or a
 * missing line is an error with the file's name and the section, never a row that silently says less.
 */
final class PracticeFile {

    private static final Set<String> MILESTONES = Set.of(
            "foundation",
            "trade",
            "side effects",
            "database",
            "access",
            "signals",
            "alarms",
            "web",
            "instances",
            "shipping",
            "handbook");

    private static final Pattern CLAIM = Pattern.compile(
            "`([a-z0-9-]+)` · (?:(open), comes with ([a-z ]+)|(shown), proof comes with ([a-z ]+)|(proven))");

    private static final Pattern ENTRY = Pattern.compile("- ([^:]+): (\\S.*)");

    private final String group;

    private PracticeFile(String group) {
        this.group = group;
    }

    /** Refuses with an {@link IllegalArgumentException} that says where the file leaves the form, and how. */
    static PracticeGroup read(String group, String markdown) {
        return new PracticeFile(group).read(markdown);
    }

    private PracticeGroup read(String markdown) {
        var sections = markdown.split("(?m)^## ", -1);
        var head = blocks(sections[0]);
        if (head.size() < 2 || !head.getFirst().startsWith("# ")) {
            throw broken("the top", "must be a heading and an introduction");
        }
        var introduction = String.join("\n\n", head.subList(1, head.size()));
        var practices = Arrays.stream(sections).skip(1).map(this::practice).toList();
        return new PracticeGroup(group, head.getFirst().substring(2), introduction, practices);
    }

    private Practice practice(String section) {
        var blocks = blocks(section);
        var title = blocks.getFirst();
        if (blocks.size() < 4) {
            throw broken(title, "must have a heading, a line with id and state, prose and a list");
        }
        var claim = CLAIM.matcher(blocks.get(1));
        if (!claim.matches()) {
            throw broken(title, "has a line with id and state that cannot be read: " + blocks.get(1));
        }
        var state = claim.group(2) != null
                ? Practice.State.OPEN
                : claim.group(4) != null ? Practice.State.SHOWN : Practice.State.PROVEN;
        var milestone = milestone(title, claim.group(2) != null ? claim.group(3) : claim.group(5));
        var text = String.join("\n\n", blocks.subList(2, blocks.size() - 1));
        return new Practice(
                claim.group(1), group, title, text, state, milestone, fields(title, state, blocks.getLast()));
    }

    private @Nullable String milestone(String title, @Nullable String word) {
        if (word != null && !MILESTONES.contains(word)) {
            throw broken(title, "comes with \"" + word + "\", which is none of " + MILESTONES);
        }
        return word;
    }

    private Map<Practice.Field, String> fields(String title, Practice.State state, String list) {
        var values = new LinkedHashMap<String, String>();
        for (var line : list.replaceAll("\n +", " ").split("\n")) {
            var entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                throw broken(title, "ends with something that is no entry of its list: " + line);
            }
            values.put(entry.group(1), entry.group(2));
        }
        var expected = state.fields().stream().map(Practice.Field::label).toList();
        if (!expected.equals(List.copyOf(values.keySet()))) {
            throw broken(title, "is " + state.word() + ", so it lists " + expected + ", not " + values.keySet());
        }
        return state.fields().stream()
                .collect(Collectors.toMap(
                        field -> field, field -> values.get(field.label()), (one, other) -> one, LinkedHashMap::new));
    }

    private static List<String> blocks(String markdown) {
        return Arrays.stream(markdown.strip().split("\n\\s*\n"))
                .map(String::strip)
                .toList();
    }

    private IllegalArgumentException broken(String section, String complaint) {
        return new IllegalArgumentException("practices/" + group + ".md: \"" + section + "\" " + complaint);
    }
}
