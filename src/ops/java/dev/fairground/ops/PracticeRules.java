package dev.fairground.ops;

import static java.util.stream.Collectors.toCollection;

import dev.fairground.platform.practices.Practice;
import dev.fairground.platform.practices.Practice.Place;
import dev.fairground.platform.practices.Practice.State;
import dev.fairground.platform.practices.PracticeCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What must hold between the catalogue and the markers. A complaint names the row and says what to write, because most
 * of them are met by somebody who has just added a marker or moved a class.
 */
final class PracticeRules {

    private final PracticeCatalogue catalogue;
    private final List<PracticeMarker> markers;
    private final Path repository;

    PracticeRules(PracticeCatalogue catalogue, List<PracticeMarker> markers, Path repository) {
        this.catalogue = catalogue;
        this.markers = markers;
        this.repository = repository;
    }

    /** Everything that does not hold, as sentences; empty when all is well. */
    List<String> complaints(Map<String, Integer> expected) {
        return Stream.of(
                        wrongCounts(expected),
                        unknownIds(),
                        unclaimedMarkers(),
                        catalogue.practices().flatMap(this::unmarkedPlaces),
                        catalogue.practices().flatMap(this::deadLinks))
                .flatMap(complaints -> complaints)
                .toList();
    }

    private Stream<String> wrongCounts(Map<String, Integer> expected) {
        var groups = catalogue.groups().stream().map(group -> group.name()).collect(toCollection(TreeSet::new));
        groups.addAll(expected.keySet());
        return groups.stream().flatMap(name -> {
            var found = catalogue.groups().stream()
                    .filter(group -> group.name().equals(name))
                    .mapToInt(group -> group.practices().size())
                    .sum();
            var wanted = expected.getOrDefault(name, 0);
            return found == wanted
                    ? Stream.of()
                    : Stream.of("practices/%s.md holds %d practices, not %d".formatted(name, found, wanted));
        });
    }

    private Stream<String> unknownIds() {
        return markers.stream()
                .filter(marker -> catalogue.find(marker.practice()).isEmpty())
                .map(marker -> "%s names %s, which is no practice".formatted(marker.path(), marker.practice()));
    }

    private Stream<String> unclaimedMarkers() {
        return markers.stream()
                .flatMap(marker -> catalogue.find(marker.practice()).stream()
                        .flatMap(practice -> unclaimed(practice, marker).stream()));
    }

    private static List<String> unclaimed(Practice practice, PracticeMarker marker) {
        var enough = marker.proves() ? practice.state() == State.PROVEN : practice.state() != State.OPEN;
        if (!enough) {
            return List.of("%s is %s by %s but still %s in practices/%s.md"
                    .formatted(
                            practice.id(),
                            marker.proves() ? "proven" : "marked",
                            marker.label(),
                            practice.state().word(),
                            practice.group()));
        }
        var places = marker.proves() ? practice.provenBy() : practice.shownIn();
        if (places.stream().anyMatch(names(marker))) {
            return List.of();
        }
        return List.of("%s is marked by %s; add to its \"%s\": [`%s`](../%s)"
                .formatted(
                        practice.id(),
                        marker.label(),
                        marker.proves() ? "Proven by" : "Shown in",
                        marker.label(),
                        marker.path()));
    }

    private Stream<String> unmarkedPlaces(Practice practice) {
        if (practice.state() == State.OPEN) {
            return Stream.of();
        }
        var shown = practice.shownIn().stream()
                .filter(place -> place.target().endsWith(".java") && !marked(practice, place, false))
                .map(place -> "%s claims to be shown in %s, which does not say @Shows(\"%s\")"
                        .formatted(practice.id(), place.label(), practice.id()));
        var proven = practice.provenBy().stream()
                .filter(place -> !marked(practice, place, true))
                .map(place -> "%s claims to be proven by %s, which does not say @Proves(\"%s\") or \"# proves: %s\""
                        .formatted(practice.id(), place.label(), practice.id(), practice.id()));
        var nowhere = Stream.of(practice)
                .filter(row -> row.shownIn().isEmpty()
                        || row.state() == State.PROVEN && row.provenBy().isEmpty())
                .map(row -> "%s is %s but names no place"
                        .formatted(row.id(), row.state().word()));
        return Stream.of(shown, proven, nowhere).flatMap(complaints -> complaints);
    }

    private boolean marked(Practice practice, Place place, boolean proves) {
        return markers.stream()
                .filter(marker -> marker.proves() == proves && marker.practice().equals(practice.id()))
                .anyMatch(marker -> names(marker).test(place));
    }

    private static Predicate<Place> names(PracticeMarker marker) {
        return place -> place.label().equals(marker.label()) && place.target().equals("../" + marker.path());
    }

    private Stream<String> deadLinks(Practice practice) {
        return practice.links().stream()
                .map(Place::target)
                .filter(target -> !target.startsWith("https://"))
                .filter(target ->
                        !Files.exists(repository.resolve("practices").resolve(target.replaceFirst("#.*", ""))))
                .map(target -> "%s links to %s, which does not exist".formatted(practice.id(), target));
    }
}
