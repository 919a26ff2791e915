package dev.fairground.platform.flags;

import java.util.regex.Pattern;

/** The name of a flag, as it stands in {@code flags.yml}. Whoever asks for it keeps it as a constant. */
public record FlagKey(String value) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public FlagKey {
        if (!KEBAB_CASE.matcher(value).matches()) {
            throw new IllegalArgumentException("A flag's key is kebab-case: " + value);
        }
    }

    public static FlagKey of(String value) {
        return new FlagKey(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
