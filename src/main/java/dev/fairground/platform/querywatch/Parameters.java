package dev.fairground.platform.querywatch;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/** Looks at the parameters of a run without keeping one: whether they differ from other runs', and of what type and size they are. */
final class Parameters {

    private Parameters() {}

    /**
     * A number that differs, but for rare accidents, when a single value differs. Lists of several values do not enter it: a query that
     * takes ten ids at a time is not the mistake, however often it runs.
     */
    static long difference(Fingerprint fingerprint, String statement, List<ParameterSetOperation> parameters) {
        long mixed = fingerprint.literal() ? statement.hashCode() : 1;
        for (ParameterSetOperation parameter : parameters) {
            if (position(parameter) instanceof Integer at
                    && fingerprint.listed().get(at)) {
                continue;
            }
            Object value = value(parameter);
            if (items(value) < 2) {
                mixed = mixed * 1_099_511_628_211L + hash(value);
            }
        }
        return mixed;
    }

    /** Such as {@code (UUID, String[12], null)}. */
    static String redacted(List<ParameterSetOperation> parameters) {
        return parameters.stream().map(Parameters::redacted).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String redacted(ParameterSetOperation parameter) {
        return switch (value(parameter)) {
            case null -> "null";
            case CharSequence text -> "String[" + text.length() + "]";
            case Object value when items(value) != 1 -> "array[" + items(value) + "]";
            case Object value -> value.getClass().getSimpleName();
        };
    }

    private static Object position(ParameterSetOperation parameter) {
        return parameter.getArgs()[0];
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
            case java.sql.Array array -> String.valueOf(array).split(",", -1).length;
            case null, default -> 1;
        };
    }

    private static int hash(@Nullable Object value) {
        return switch (value) {
            case Object[] array -> Arrays.deepHashCode(array);
            case int[] array -> Arrays.hashCode(array);
            case long[] array -> Arrays.hashCode(array);
            case byte[] bytes -> Arrays.hashCode(bytes);
            case java.sql.Array array -> String.valueOf(array).hashCode();
            case null, default -> Objects.hashCode(value);
        };
    }
}
