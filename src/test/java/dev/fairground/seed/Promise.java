package dev.fairground.seed;

import dev.fairground.testing.Documents;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A line of {@code cast.txt}: something that one of the cast has in every development database, in words and as a request that shows it. */
record Promise(Cast who, String words, String request, String where, String what) {

    static List<Promise> all() {
        return Documents.read(Documents.repository().resolve("src/test/resources/dev/fairground/seed/cast.txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cell -> new Promise(
                        Cast.named(cell.get(0)).orElseThrow(), cell.get(1), cell.get(2), cell.get(3), cell.get(4)))
                .toList();
    }

    static List<Promise> to(Cast member) {
        return all().stream().filter(promise -> promise.who == member).toList();
    }

    /** The rows of the README's table. */
    static String table() {
        return Arrays.stream(Cast.values())
                .map(member -> "| `%s`%s | %s |\n"
                        .formatted(
                                member.callName(),
                                member.asksForCode() ? " \\*" : "",
                                to(member).stream().map(Promise::words).collect(Collectors.joining(", "))))
                .collect(Collectors.joining("", "\n| log in as | and find |\n|---|---|\n", "\n"));
    }

    @Override
    public String toString() {
        return who.callName() + ": " + words;
    }
}
