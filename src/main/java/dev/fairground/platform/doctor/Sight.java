package dev.fairground.platform.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look at the database showed.
 *
 * @param name as in {@code ops/db locks}
 * @param title one sentence on what is looked at
 * @param columns names of what each row has
 * @param rows what was seen, as text
 * @param faults what is wrong with it, as sentences that say what to do
 * @param blocked why nothing could be seen, or null
 */
public record Sight(
        String name,
        String title,
        List<String> columns,
        List<List<String>> rows,
        List<String> faults,
        @Nullable String blocked) {

    static Sight blocked(String name, String title, String why) {
        return new Sight(name, title, List.of(), List.of(), List.of(), why);
    }
}
