package dev.fairground.platform.querywatch;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a statement when its values, the lengths of its lists and its layout are taken away: two runs of one query in the source
 * have one fingerprint.
 *
 * @param sql the normalised text, for people
 * @param id short and stable name of that text
 */
record Fingerprint(String sql, String id) {

    static Fingerprint of(String normalised) {
        var sum = new CRC32C();
        sum.update(normalised.getBytes(StandardCharsets.UTF_8));
        return new Fingerprint(normalised, String.format(Locale.ROOT, "%08x", sum.getValue()));
    }

    /** The name is made of the text; comparing both would only be slower. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that && sql.equals(that.sql);
    }

    @Override
    public int hashCode() {
        return sql.hashCode();
    }
}
