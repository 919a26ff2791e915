package dev.fairground.identity;

import java.util.regex.Pattern;

/** The name that a member chose to be shown; any script, one line. */
record DisplayName(String text) {

    private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp}]{1,60}");

    DisplayName {
        text = text.strip();
        if (!FORM.matcher(text).matches()) {
            throw IdentityRefused.displayNameInvalid();
        }
    }
}
