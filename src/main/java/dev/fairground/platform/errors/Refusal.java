package dev.fairground.platform.errors;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A "no" that a caller can cause. Each module has one final subclass with its reasons as {@code static final Reason} constants and one
 * static factory per reason; those constants are what {@code /problems} lists.
 *
 * <p>It is thrown and not returned, because a returned verdict can be dropped and the transaction around it would then commit.
 */
public abstract class Refusal extends RuntimeException {

    private final transient Reason reason;

    private final transient @Nullable Duration retryAfter;

    protected Refusal(Reason reason) {
        this(reason, reason.sentence(), null);
    }

    /** {@code detail} replaces the catalogue's sentence where this case has something to add, such as the amount that was missing. */
    protected Refusal(Reason reason, String detail) {
        this(reason, detail, null);
    }

    /** {@code retryAfter} is when the same request is worth repeating; it becomes the Retry-After header, rounded up to seconds. */
    protected Refusal(Reason reason, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false); // a refusal is an answer, not a fault: no stack to fill in, none to log
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public final Reason reason() {
        return reason;
    }

    /** The sentence for the person who caused it. */
    public final String detail() {
        return String.valueOf(getMessage());
    }

    /** The fields at fault, each with what would be right; empty where no field is. */
    public List<FieldFault> fields() {
        return reason.field() == null ? List.of() : List.of(new FieldFault(reason.field(), reason.code(), detail()));
    }

    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
