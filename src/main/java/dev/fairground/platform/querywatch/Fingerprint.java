package dev.fairground.platform.querywatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What stays of a statement when its literals, the lengths of its lists and its layout are taken away: two runs of one query in the source
 * have one fingerprint.
 *
 * @param sql the normalised text, for people
 * @param id short and stable name of that text
 * @param listed numbers (from 1) of the parameters that stand in a list of several values
 * @param literal whether values stood in the text itself
 */
record Fingerprint(String sql, String id, BitSet listed, boolean literal) {

    /** Many more than an application has. Statements built with literals would fill any map, so it is bounded. */
    private static final Cache<String, Fingerprint> KNOWN =
            Caffeine.newBuilder().maximumSize(5_000).build();

    private static final char LITERAL = '\u0001';

    /** The alternatives that must stay whole come first: comments, quoted identifiers, strings, and names with digits in them. */
    private static final Pattern TOKEN = Pattern.compile("""
            (?<gap>(?:\\s|--[^\\n]*|/\\*.*?\\*/)+)\
            |(?<name>"(?:[^"]|"")*")\
            |(?<literal>[eE]?'(?:[^'\\\\]|''|\\\\.)*'|(?<![\\w$])\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$\
            |(?<![\\w$.])-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b)\
            |(?<word>[\\w$]+)""", Pattern.DOTALL);

    private static final String VALUE = "[?" + LITERAL + "]";
    private static final Pattern LIST = Pattern.compile(
            "(?<open>in ?\\(|array ?\\[) ?" + VALUE + "(?<more>(?: ?, ?" + VALUE + ")*) ?(?<close>[)\\]])");
    private static final Pattern ROWS = Pattern.compile("(?<row>values ?\\([^()]*\\))(?<more>(?: ?, ?\\([^()]*\\))+)");

    static Fingerprint of(String statement) {
        return KNOWN.get(statement, Fingerprint::read);
    }

    private static Fingerprint read(String statement) {
        String flat = TOKEN.matcher(statement).replaceAll(Fingerprint::flatten).strip();
        BitSet listed = new BitSet();
        LIST.matcher(flat)
                .results()
                .filter(list -> !list.group("more").isEmpty())
                .forEach(list -> mark(flat, list, listed));
        ROWS.matcher(flat).results().forEach(rows -> mark(flat, rows, listed));
        String shortened =
                ROWS.matcher(LIST.matcher(flat).replaceAll("${open}…${close}")).replaceAll("${row}, …");
        String sql = shortened.replace(LITERAL, '?');
        return new Fingerprint(sql, idOf(sql), listed, flat.indexOf(LITERAL) >= 0);
    }

    private static String flatten(MatchResult token) {
        if (token.group("gap") != null) {
            return " ";
        }
        if (token.group("literal") != null) {
            return String.valueOf(LITERAL);
        }
        String kept =
                token.group("name") != null ? token.group() : token.group().toLowerCase(Locale.ROOT);
        return java.util.regex.Matcher.quoteReplacement(kept);
    }

    private static void mark(String flat, MatchResult list, BitSet listed) {
        int before = (int)
                flat.substring(0, list.start()).chars().filter(c -> c == '?').count();
        int within = (int) list.group().chars().filter(c -> c == '?').count();
        listed.set(before + 1, before + within + 1);
    }

    private static String idOf(String sql) {
        var sum = new CRC32C();
        sum.update(sql.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
