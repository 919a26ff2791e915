package dev.fairground.platform.querywatch;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/** Looks at the values of one run without keeping one: whether they differ from another run's, and of what type and size they are. */
final class Values {

    /** Beyond it, a walk is no walk by pages but by rows. */
    private static final String ONE = "1";

    private final List<ParameterSetOperation> parameters;

    Values(List<ParameterSetOperation> parameters) {
        this.parameters = parameters;
    }

    int hash(Slot slot) {
        if (slot.parameter() == 0) {
            return slot.literal().hashCode();
        }
        return switch (of(slot)) {
            case Object[] array -> Arrays.deepHashCode(array);
            case int[] array -> Arrays.hashCode(array);
            case long[] array -> Arrays.hashCode(array);
            case byte[] bytes -> Arrays.hashCode(bytes);
            case java.sql.Array array -> String.valueOf(array).hashCode();
            case null -> 0;
            case Object value -> value.hashCode();
        };
    }

    /** Whether the value stands for several rows: an array of several, or a limit above one. */
    boolean many(Slot slot) {
        Object value = slot.parameter() == 0 ? slot.literal() : of(slot);
        return switch (slot.role()) {
            case LIMIT -> !ONE.equals(String.valueOf(value));
            case ARRAY -> items(value) != 1 || value instanceof String text && items(text) != 1;
            case KEY, LISTED, POSITION, STRETCH -> items(value) != 1;
        };
    }

    /** Such as {@code (UUID, String[12], null)}. */
    String redacted() {
        return parameters.stream().map(Values::redacted).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String redacted(ParameterSetOperation parameter) {
        return switch (value(parameter)) {
            case null -> "null";
            case CharSequence text -> "String[" + text.length() + "]";
            case Object value when items(value) != 1 -> "array[" + items(value) + "]";
            case Object value -> value.getClass().getSimpleName();
        };
    }

    /** Drivers are given parameters in order as a rule; where not, by their number. */
    private @Nullable Object of(Slot slot) {
        int at = slot.parameter() - 1;
        if (at < parameters.size() && isNumber(parameters.get(at), slot.parameter())) {
            return value(parameters.get(at));
        }
        return parameters.stream()
                .filter(parameter -> isNumber(parameter, slot.parameter()))
                .map(Values::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean isNumber(ParameterSetOperation parameter, int number) {
        return parameter.getArgs()[0] instanceof Integer at && at == number;
    }

    private static @Nullable Object value(ParameterSetOperation parameter) {
        return ParameterSetOperation.isSetNullParameterOperation(parameter)
                ? null
                : parameter.getArgs()[1];
    }

    /** How many values a parameter holds; a driver's own array is told by its text, since asking it may cost a statement. */
    private static int items(@Nullable Object value) {
        return switch (value) {
            case Object[] array -> array.length;
            case int[] array -> array.length;
            case long[] array -> array.length;
            case java.sql.Array array -> items(String.valueOf(array));
            case null, default -> 1;
        };
    }

    /** Of an array's text, {@code {a,b}}. */
    private static int items(String text) {
        return text.equals("{}") ? 0 : text.split(",", -1).length;
    }
}
