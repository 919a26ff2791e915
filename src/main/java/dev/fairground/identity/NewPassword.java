package dev.fairground.identity;

import java.util.List;
import java.util.Locale;

/**
 * A password that somebody may begin to use. Its rules follow NIST SP 800-63B: long, free in its characters, not among the first guesses;
 * no demand for digits or signs, which only makes passwords alike.
 */
record NewPassword(String text) {

    private static final int SHORTEST = 15;

    /** Enough for any phrase; a bound, so that a request cannot make us hash a book. */
    static final int LONGEST = 128;

    private static final int FEWEST_DIFFERENT = 6;

    /** What must be left after all words that guessers try first are taken out. */
    private static final int FEWEST_OF_ITS_OWN = 6;

    /** Our own collection of what people type when told to type something long, in the order in which they are taken out. */
    private static final List<String> FIRST_GUESSES = List.of(
            "correcthorsebatterystaple",
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "1234567890",
            "fairground",
            "marketplace",
            "password",
            "passwort",
            "passphrase",
            "kennwort",
            "iloveyou",
            "letmein",
            "changeme",
            "trustno",
            "superman",
            "football",
            "baseball",
            "princess",
            "sunshine",
            "whatever",
            "dragon",
            "master",
            "monkey",
            "shadow",
            "secret",
            "qwertz",
            "qwerty",
            "azerty",
            "welcome",
            "hello",
            "admin",
            "login",
            "abcdef",
            "123456",
            "12345",
            "test");

    /** {@code handle} and {@code email} are their owner's, since those are guessed first of all. */
    NewPassword(String text, Handle handle, EmailAddress email) {
        this(text);
        String rest = text.toLowerCase(Locale.ROOT).replace(email.text(), "");
        rest = rest.replace(email.localPart(), "").replace(handle.text(), "");
        if (ofItsOwn(rest) < FEWEST_OF_ITS_OWN) {
            throw IdentityRefused.weakPassword(
                    "This is little more than your handle or address. Add words of your own.");
        }
    }

    NewPassword {
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST || length > LONGEST) {
            throw IdentityRefused.weakPassword("A password has 15 to 128 characters. Four or five words do well.");
        }
        if (text.codePoints().distinct().count() < FEWEST_DIFFERENT || repeats(text)) {
            throw IdentityRefused.weakPassword("This repeats the same few characters. Four or five words do well.");
        }
        if (ofItsOwn(text) < FEWEST_OF_ITS_OWN) {
            throw IdentityRefused.weakPassword("This is among the first to be guessed. Four or five words do well.");
        }
    }

    /** Whether it is one piece over and over: then some rotation of it is itself. */
    private static boolean repeats(String text) {
        return (text + text).indexOf(text, 1) < text.length();
    }

    /** How many letters of its own are left once the first guesses, digits and signs are gone, seen through "p4ssw0rd" and its like. */
    private static int ofItsOwn(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        String rest =
                without(plain).length() < without(unmasked(plain)).length() ? without(plain) : without(unmasked(plain));
        return (int) rest.codePoints().filter(Character::isLetter).distinct().count();
    }

    private static String unmasked(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i');
    }

    private static String without(String text) {
        String rest = text;
        for (String guess : FIRST_GUESSES) {
            rest = rest.replace(guess, "");
        }
        return rest;
    }
}
