package dev.fairground.platform.practices;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One practice of the catalogue: what it is and why in {@code text}, and what may be claimed about it. Text and field
 * values are Markdown. {@code milestone} names the work that an open row, or the proof of a shown one, comes with; it is
 * null for a proven row.
 */
public record Practice(
        String id,
        String group,
        String title,
        String text,
        State state,
        @Nullable String milestone,
        Map<Field, String> fields) {

    private static final Pattern LINK = Pattern.compile("\\[`?([^`\\]]+)`?]\\(([^)]+)\\)");

    /** What is claimed; each state fixes the fields that must stand beside it. */
    public enum State {
        OPEN(Field.PLANNED),
        SHOWN(Field.SHOWN_IN, Field.PLANNED, Field.SEE_IT, Field.REMOVE_IT),
        PROVEN(Field.SHOWN_IN, Field.PROVEN_BY, Field.SEE_IT, Field.REMOVE_IT);

        private final List<Field> fields;

        State(Field... fields) {
            this.fields = List.of(fields);
        }

        List<Field> fields() {
            return fields;
        }

        /** The state's name as the catalogue and the page write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An entry of a section's list, by the words that open it. */
    public enum Field {
        SHOWN_IN("Shown in"),
        PROVEN_BY("Proven by"),
        PLANNED("Planned"),
        SEE_IT("See it happen"),
        REMOVE_IT("Remove it");

        private final String label;

        Field(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** A link of the catalogue: its words, and where it points as seen from the {@code practices} folder. */
    public record Place(String label, String target) {

        static List<Place> in(String markdown) {
            return LINK.matcher(markdown)
                    .results()
                    .map(link -> new Place(link.group(1), link.group(2)))
                    .toList();
        }
    }

    public List<Place> shownIn() {
        return Place.in(fields.getOrDefault(Field.SHOWN_IN, ""));
    }

    public List<Place> provenBy() {
        return Place.in(fields.getOrDefault(Field.PROVEN_BY, ""));
    }

    /** Every link of the section, in its prose as well as in its fields. */
    public List<Place> links() {
        return Place.in(text + "\n" + String.join("\n", fields.values()));
    }

    /** Whether a reader who typed these words may be looking for this practice. Case is ignored. */
    boolean mentions(String words) {
        var haystack = (id + " " + title + " " + text).toLowerCase(Locale.ROOT);
        return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
                .allMatch(haystack::contains);
    }
}
