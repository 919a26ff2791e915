package dev.fairground.platform.practices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All practices, group by group in the order of the files' names. Immutable. */
public final class PracticeCatalogue {

    private final List<PracticeGroup> groups;

    private PracticeCatalogue(List<PracticeGroup> groups) {
        this.groups = groups;
        var seen = new HashSet<String>();
        practices().map(Practice::id).filter(id -> !seen.add(id)).findFirst().ifPresent(id -> {
            throw new IllegalArgumentException("practices: the id " + id + " stands in two sections");
        });
    }

    /** The catalogue that travels with the application. A file that leaves the form stops the start. */
    public static PracticeCatalogue onClassPath() {
        try {
            var files = new TreeMap<String, String>();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:practices/*.md")) {
                files.put(String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
            }
            return of(files);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The practices on the class path cannot be read", unreadable);
        }
    }

    /** The catalogue in a folder, for the build and for operators. */
    public static PracticeCatalogue in(Path folder) {
        try (var paths = Files.list(folder)) {
            var files = new TreeMap<String, String>();
            for (var path :
                    paths.filter(path -> path.toString().endsWith(".md")).toList()) {
                files.put(String.valueOf(path.getFileName()), Files.readString(path));
            }
            return of(files);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The practices in " + folder + " cannot be read", unreadable);
        }
    }

    /** A catalogue from texts by file name, in the order given. README.md is for people and holds no practice. */
    public static PracticeCatalogue of(Map<String, String> files) {
        return new PracticeCatalogue(files.entrySet().stream()
                .filter(file -> !file.getKey().equals("README.md"))
                .map(file -> PracticeFile.read(file.getKey().replaceFirst("\\.md$", ""), file.getValue()))
                .toList());
    }

    public List<PracticeGroup> groups() {
        return groups;
    }

    public Stream<Practice> practices() {
        return groups.stream().flatMap(group -> group.practices().stream());
    }

    public Optional<Practice> find(String id) {
        return practices().filter(practice -> practice.id().equals(id)).findFirst();
    }

    /** The group in which a practice of this catalogue stands. */
    PracticeGroup groupOf(Practice practice) {
        return groups.stream()
                .filter(group -> group.name().equals(practice.group()))
                .findFirst()
                .orElseThrow();
    }

    /** How many practices are in this state; a proven one is not counted as shown again. */
    public long count(Practice.State state) {
        return groups.stream().mapToLong(group -> group.count(state)).sum();
    }
}
