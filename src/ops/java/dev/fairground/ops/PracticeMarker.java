package dev.fairground.ops;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fairground.platform.practices.Shows;
import dev.fairground.testing.Proves;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A practice's id found on something: in Java, or in a comment of {@code .ci/run} ({@code # proves: id id}). The label is
 * what the catalogue must call the place, the path leads to its source file from the repository's root, and the type is a
 * binary name, empty for {@code .ci/run}. Without a method the whole type or package is marked.
 */
record PracticeMarker(
        String practice,
        boolean proves,
        String label,
        String path,
        String type,
        @Nullable String method) {

    static final String CI = ".ci/run";

    private static final List<String> SOURCES = List.of("src/main/java", "src/test/java", "src/ops/java");
    private static final Pattern CI_PROOF = Pattern.compile("(?m)^\\s*# proves: (.+)$");

    /** All markers of a built repository, except in packages called fixtures: those are wrong on purpose. */
    static List<PracticeMarker> in(Path repository) {
        var classes = new ClassFileImporter()
                .importPaths(repository.resolve("target/classes"), repository.resolve("target/test-classes"));
        return Stream.concat(
                        classes.stream()
                                .filter(type -> !type.getPackageName().endsWith(".fixtures"))
                                .flatMap(type -> on(type, repository)),
                        inCi(repository))
                .toList();
    }

    static Stream<PracticeMarker> on(JavaClass type, Path repository) {
        var path = path(type, repository);
        var name = type.getSimpleName().equals("package-info")
                ? type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1)
                : type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        var onType = type.getAnnotations().stream()
                .flatMap(annotation -> from(annotation, name, path, type.getName(), null));
        var onMethods = type.getMethods().stream()
                .flatMap(method -> method.getAnnotations().stream()
                        .flatMap(annotation -> from(
                                annotation, name + "." + method.getName(), path, type.getName(), method.getName())));
        return Stream.concat(onType, onMethods);
    }

    private static Stream<PracticeMarker> from(
            JavaAnnotation<?> annotation, String label, String path, String type, @Nullable String method) {
        var proves = is(annotation, Proves.class);
        if (!proves && !is(annotation, Shows.class)) {
            return Stream.of();
        }
        return Arrays.stream((String[]) annotation.get("value").orElseThrow())
                .map(id -> new PracticeMarker(id, proves, label, path, type, method));
    }

    private static boolean is(JavaAnnotation<?> annotation, Class<? extends Annotation> type) {
        return annotation.getRawType().getName().equals(type.getName());
    }

    private static String path(JavaClass type, Path repository) {
        var file = type.getPackageName().replace('.', '/') + "/"
                + type.getSource().flatMap(source -> source.getFileName()).orElse("");
        return SOURCES.stream()
                .map(folder -> folder + "/" + file)
                .filter(path -> Files.exists(repository.resolve(path)))
                .findFirst()
                .orElse(file);
    }

    private static Stream<PracticeMarker> inCi(Path repository) {
        return Optional.of(repository.resolve(CI)).filter(Files::exists).stream()
                .flatMap(file -> CI_PROOF.matcher(text(file)).results())
                .flatMap(line -> Arrays.stream(line.group(1).strip().split("\\s+")))
                .map(id -> new PracticeMarker(id, true, CI, CI, "", null));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
