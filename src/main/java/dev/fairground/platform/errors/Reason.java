package dev.fairground.platform.errors;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One reason to say no, as it stands in the catalogue at {@code /problems}.
 *
 * @param code stable, kebab-case, unique in the whole application; clients may branch on it
 * @param kind what sort of "no" it is
 * @param sentence one sentence for a person, free of names from our machinery
 * @param field the request field at fault, or null where none is
 * @param constraints the database constraints that hold the same rule; a violation of one is answered with this reason
 */
public record Reason(
        String code, Kind kind, String sentence, @Nullable String field, List<String> constraints) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Reason {
        if (!KEBAB_CASE.matcher(code).matches()) {
            throw new IllegalArgumentException("A code is kebab-case: " + code);
        }
    }

    public static Reason of(Kind kind, String code, String sentence) {
        return new Reason(code, kind, sentence, null, List.of());
    }

    public static Reason invalid(String code, String field, String sentence) {
        return new Reason(code, Kind.INVALID, sentence, field, List.of());
    }

    public static Reason notFound(String code, String sentence) {
        return of(Kind.NOT_FOUND, code, sentence);
    }

    public static Reason conflict(String code, String sentence) {
        return of(Kind.CONFLICT, code, sentence);
    }

    public static Reason forbidden(String code, String sentence) {
        return of(Kind.FORBIDDEN, code, sentence);
    }

    /** Names the database constraints that hold the same rule a second time. */
    public Reason heldBy(String... names) {
        return new Reason(code, kind, sentence, field, List.of(names));
    }
}
