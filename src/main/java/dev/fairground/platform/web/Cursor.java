package dev.fairground.platform.web;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A position in a sorted list: the values of the sort columns of the last row shown. Opaque outside (base64url), and nothing secret: it
 * holds only what that row already showed.
 */
public record Cursor(List<String> values) {

    private static final int LONGEST = 512;

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor of(Object... values) {
        return new Cursor(java.util.Arrays.stream(values).map(String::valueOf).toList());
    }

    /** Reads a cursor from a request. */
    static Cursor decoded(String text) {
        try {
            if (text.length() > LONGEST) {
                throw CursorRefused.malformed();
            }
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return new Cursor(List.of(plain.split("\u001f", -1)));
        } catch (IllegalArgumentException notBase64) {
            throw CursorRefused.malformed();
        }
    }

    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\u001f", values).getBytes(StandardCharsets.UTF_8));
    }

    /** The value at {@code index} as an id; a cursor that was tampered with, or made for another list, is refused by name. */
    public UUID uuid(int index) {
        try {
            return UUID.fromString(text(index));
        } catch (IllegalArgumentException notAnId) {
            throw CursorRefused.malformed();
        }
    }

    /** The value at {@code index} as a whole number, refused by name if it is none. */
    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException notANumber) {
            throw CursorRefused.malformed();
        }
    }

    /** The value at {@code index} as a decimal number, refused by name if it is none. */
    public double decimal(int index) {
        try {
            double value = Double.parseDouble(text(index));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw CursorRefused.malformed();
        }
        throw CursorRefused.malformed();
    }

    /** The value at {@code index}, refused by name if the cursor is shorter. */
    public String text(int index) {
        if (index >= values.size() || values.get(index).indexOf('\0') >= 0) {
            throw CursorRefused.malformed();
        }
        return values.get(index);
    }

    static final class CursorRefused extends Refusal {

        static final Reason MALFORMED =
                Reason.invalid("malformed-cursor", "cursor", "The cursor is not one that this list gave out.");

        private CursorRefused() {
            super(MALFORMED);
        }

        static CursorRefused malformed() {
            return new CursorRefused();
        }
    }
}
