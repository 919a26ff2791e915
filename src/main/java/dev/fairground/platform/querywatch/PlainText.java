package dev.fairground.platform.querywatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement without comments and layout, in lower case but for quoted names.
 *
 * @param flat a question mark stands for a parameter, {@link #LITERAL} for a value that was written into the text
 * @param literals these values, in order
 */
record PlainText(String flat, List<String> literals) {

    static final char LITERAL = '\u0001';

    /** A place for a value. */
    static final String VALUE = "[?" + LITERAL + "]";

    /** The alternatives that must stay whole come first: comments, quoted identifiers, strings, and names with digits in them. */
    private static final Pattern TOKEN = Pattern.compile("""
            (?<gap>(?:\\s|--[^\\n]*|/\\*.*?\\*/)+)\
            |(?<name>"(?:[^"]|"")*")\
            |(?<literal>[eE]?'(?:[^'\\\\]|''|\\\\.)*'|(?<![\\w$])\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$\
            |(?<![\\w$.])-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b)\
            |(?<word>[\\w$]+)""", Pattern.DOTALL);

    private static final Pattern LIST =
            Pattern.compile("(?<open>in ?\\(|array ?\\[) ?" + VALUE + "(?: ?, ?" + VALUE + ")* ?(?<close>[)\\]])");
    private static final Pattern ROWS =
            Pattern.compile("(?<row>values ?\\((?:[^()]|\\([^()]*\\))*\\))(?: ?, ?\\((?:[^()]|\\([^()]*\\))*\\))+");

    static PlainText of(String statement) {
        var literals = new ArrayList<String>();
        String flat = TOKEN.matcher(statement)
                .replaceAll(token -> Matcher.quoteReplacement(flatten(token, literals)))
                .strip();
        return new PlainText(flat, literals);
    }

    private static String flatten(MatchResult token, List<String> literals) {
        if (token.group("gap") != null) {
            return " ";
        }
        if (token.group("literal") != null) {
            literals.add(token.group());
            return String.valueOf(LITERAL);
        }
        return token.group("name") != null ? token.group() : token.group().toLowerCase(Locale.ROOT);
    }

    String normalised() {
        String shortened =
                ROWS.matcher(LIST.matcher(flat).replaceAll("${open}…${close}")).replaceAll("${row}, …");
        return shortened.replace(LITERAL, '?');
    }
}
