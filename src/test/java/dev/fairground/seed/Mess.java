package dev.fairground.seed;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What people really type. Some of it is in most places where the volume has text, and each kind once broke a page somewhere. */
final class Mess {

    private static final int LONGEST_TITLE = 120;

    private static final List<String> SCRIPTS = List.of(
            "כיסא עץ ישן, %s",
            "طاولة خشبية قديمة، %s",
            "木の椅子 %s",
            "Стул из дуба, %s",
            "ξύλινη καρέκλα %s",
            "เก้าอี้ไม้ %s",
            "%s 🌿🪴 – WOW!!! 👨‍👩‍👧‍👦",
            "🇪🇺%s🏳️‍🌈",
            "e\u0301te\u0301 %s", // the accents are characters of their own
            "%s\u200d\u00a0\u200b\u202e!", // invisible, and one that turns the direction around
            "<b>%s</b> & \"quotes\" 'n' ${more}",
            "'; drop table listing; -- %s",
            "%s 100 % \\ backslash \\n",
            "null",
            "n/a",
            "- %s -");

    private final Random random;

    Mess(Random random) {
        this.random = random;
    }

    /** Mostly {@code plain}; about one in twenty is something else, of 3 to 120 characters. */
    String title(String plain) {
        return switch (random.nextInt(100)) {
            case 0 -> (plain + " ").repeat(20).substring(0, LONGEST_TITLE).strip();
            case 1 -> plain.replaceAll("[^A-Za-z]", "").repeat(12).substring(0, LONGEST_TITLE);
            case 2, 3, 4 -> SCRIPTS.get(random.nextInt(SCRIPTS.size())).replace("%s", cut(plain, 60));
            case 5 -> cut(plain.toUpperCase(Locale.ROOT) + "!!!", LONGEST_TITLE);
            default -> cut(plain, LONGEST_TITLE);
        };
    }

    /** Mostly {@code plain}; sometimes nothing, many lines, or {@code longest} characters. */
    String description(String plain, int longest) {
        return switch (random.nextInt(200)) {
            case 0 -> (plain + " ").repeat(longest / plain.length() + 1).substring(0, longest);
            case 1, 2 -> plain.replace(". ", ".\r\n\r\n\t• ");
            case 3, 4, 5 -> SCRIPTS.get(random.nextInt(SCRIPTS.size())).replace("%s", plain);
            case 6, 7, 8, 9, 10, 11 -> "";
            default -> plain;
        };
    }

    /** A name that tells nobody's: the word and the number, now and then in other dress, of at most 60 characters. */
    String name(String word, int number) {
        return switch (random.nextInt(40)) {
            case 0 -> "🌿 " + word + " " + number + " 🌿";
            case 1 -> "חבר " + number;
            case 2 -> cut((word + "-" + number + "-").repeat(8), 60);
            case 3 -> word.charAt(0) + "\u0300" + number;
            default -> word + " " + number;
        };
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest).strip();
    }
}
