package dev.fairground.ops;

import dev.fairground.testing.Api;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The arguments of a command: pairs of a name and a value, each with a value for who does not give it. */
public final class Options {

    /** The database of the development run. */
    public static final String DATABASE = "jdbc:postgresql://localhost:5433/fairground?user=postgres";

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Empty, and told on standard error which there are, where one is unknown, has no value, or is no number where one is due. */
    public static Optional<Options> read(String[] arguments, Map<String, String> defaults) {
        var values = new HashMap<>(defaults);
        for (int i = 0; i < arguments.length; i += 2) {
            boolean known = i + 1 < arguments.length && values.containsKey(arguments[i]);
            if (!known || isNumber(values.getOrDefault(arguments[i], "")) && !isNumber(arguments[i + 1])) {
                System.err.println("takes "
                        + defaults.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(option -> "[" + option.getKey() + " " + option.getValue() + "]")
                                .collect(Collectors.joining(" ")));
                return Optional.empty();
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return Optional.of(new Options(values));
    }

    public String text(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** A client of what stands at the address that the option gives. */
    Api api(String name) {
        return Api.at(URI.create(text(name)));
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }
}
