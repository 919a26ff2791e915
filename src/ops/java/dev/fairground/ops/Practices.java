package dev.fairground.ops;

import dev.fairground.platform.practices.Practice;
import dev.fairground.platform.practices.Practice.State;
import dev.fairground.platform.practices.PracticeCatalogue;
import dev.fairground.platform.practices.PracticeGroup;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Counts the catalogue for {@code ops/practices}: a table with one sum line, or JSON. Run from the repository's root. */
public final class Practices {

    private Practices() {}

    /** Exits with 2 on an argument it does not know. */
    public static void main(String[] arguments) {
        var catalogue = PracticeCatalogue.in(Path.of("practices"));
        switch (List.of(arguments).toString()) {
            case "[]" -> table(catalogue, System.out);
            case "[--json]" -> System.out.println(json(catalogue));
            default -> {
                System.err.println("usage: ops/practices [--json]");
                System.exit(2);
            }
        }
    }

    static void table(PracticeCatalogue catalogue, PrintStream out) {
        var row = "%-14s %6s %7s %5s%n";
        out.printf(row, "group", "shown", "proven", "open");
        catalogue
                .groups()
                .forEach(group -> out.printf(
                        row,
                        group.name(),
                        group.count(State.SHOWN),
                        group.count(State.PROVEN),
                        group.count(State.OPEN)));
        out.printf(
                "shown %d proven %d open %d of %d%n",
                catalogue.count(State.SHOWN),
                catalogue.count(State.PROVEN),
                catalogue.count(State.OPEN),
                catalogue.practices().count());
    }

    // Ids, group names and states are words of our own without a quote in them, so nothing needs escaping.
    static String json(PracticeCatalogue catalogue) {
        var groups = catalogue.groups().stream().map(Practices::json).collect(Collectors.joining(",\n    "));
        var practices = catalogue.practices().map(Practices::json).collect(Collectors.joining(",\n    "));
        return """
                {
                  "shown": %d,
                  "proven": %d,
                  "open": %d,
                  "total": %d,
                  "groups": [
                    %s
                  ],
                  "practices": [
                    %s
                  ]
                }""".formatted(
                        catalogue.count(State.SHOWN),
                        catalogue.count(State.PROVEN),
                        catalogue.count(State.OPEN),
                        catalogue.practices().count(),
                        groups,
                        practices);
    }

    private static String json(PracticeGroup group) {
        return "{\"group\": \"%s\", \"shown\": %d, \"proven\": %d, \"open\": %d}"
                .formatted(group.name(), group.count(State.SHOWN), group.count(State.PROVEN), group.count(State.OPEN));
    }

    private static String json(Practice practice) {
        return "{\"id\": \"%s\", \"group\": \"%s\", \"state\": \"%s\"}"
                .formatted(practice.id(), practice.group(), practice.state().word());
    }
}
