package dev.fairground.platform.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One field that does not hold.
 *
 * @param field its path in the request, such as {@code lines[0].quantity}, or the name of a parameter or header
 * @param code stable and kebab-case, such as {@code not-blank}, {@code size}, {@code type}, {@code unknown}
 * @param message what would hold, for a person
 * @param now what it is now, where it was right once and changed, such as {@code 21.99 EUR}; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldFault(
        String field, String code, String message, @Nullable String now) {

    public FieldFault(String field, String code, String message) {
        this(field, code, message, null);
    }
}
