package dev.fairground.fuzz;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What no answer may tell. */
final class Leaks {

    private static final Map<String, Pattern> MACHINERY = Map.of(
            "a class",
                    Pattern.compile(
                            "\\b(java|javax|jakarta|dev\\.fairground|org\\.[a-z]+|com\\.[a-z]+|tools\\.jackson)\\.[a-z]+\\.\\w"),
            "an exception", Pattern.compile("\\w(Exception|Error)\\b(?!s)|\\bCaused by\\b|\\bnested exception\\b"),
            "a stack trace", Pattern.compile("\\bat [\\w$.]+\\([\\w.]+:\\d+\\)|\\.java:\\d+"),
            "a statement",
                    Pattern.compile(
                            "(?i)\\b(select\\b.{1,200}\\bfrom|insert into|update \\w+ set|delete from|SQLSTATE|PSQL|ERROR: )"),
            "a server", Pattern.compile("(?i)tomcat|coyote|whitelabel|<html"));

    private final Set<String> names;
    private final Map<String, String> addresses;

    /**
     * @param secrets that are nobody's to read again: tokens, and names of constraints
     * @param addresses by the actor whose they are
     */
    Leaks(Set<String> secrets, Map<String, String> addresses) {
        this.names = Set.copyOf(secrets);
        this.addresses = Map.copyOf(addresses);
    }

    Optional<String> in(Attack attack, Heard heard) {
        String told = String.join("\n", heard.headers()) + "\n" + heard.body();
        var machinery = MACHINERY.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(told).find())
                .map(kind -> "tells of " + kind.getKey())
                .sorted()
                .findFirst();
        if (machinery.isPresent()) return machinery;
        // What somebody sent themselves they know already.
        String sent = attack.text();
        var secret = names.stream()
                .filter(name -> told.contains(name) && !sent.contains(name))
                .findAny();
        if (secret.isPresent()) return Optional.of("tells a secret or a constraint");
        return addresses.entrySet().stream()
                .filter(person -> !person.getKey().equals(attack.actor()))
                .filter(person -> told.contains(person.getValue()) && !sent.contains(person.getValue()))
                .map(_ -> "tells somebody else's address")
                .findAny();
    }
}
