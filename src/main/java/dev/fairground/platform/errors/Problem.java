package dev.fairground.platform.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer: RFC 9457, with {@code code}, {@code traceId} and {@code errors} as extensions.
 *
 * @param type where the code is explained, relative to the application's address
 * @param title the catalogue's sentence for the code
 * @param detail what is particular to this case
 * @param traceId the id under which logs and traces of this request are found
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String traceId,
        List<FieldFault> errors) {

    static Problem of(Reason reason, int status, String detail, @Nullable String traceId, List<FieldFault> errors) {
        return new Problem(
                "/problems/" + reason.code(), reason.sentence(), status, detail, reason.code(), traceId, errors);
    }
}
