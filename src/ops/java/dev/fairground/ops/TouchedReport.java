package dev.fairground.ops;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * A step of verify: every use case, handler, store and whatever else Spring makes of our classes is executed by some test. It reads what
 * the tests left in {@code target/touched}, because only what ran tells the truth about which test covers what.
 */
public final class TouchedReport {

    private TouchedReport() {}

    /** Takes the repository's root, and throws an {@link IllegalStateException} that names every class without a test. */
    public static void main(String[] arguments) throws IOException {
        var repository = Path.of(arguments[0]);
        var ours = new ClassFileImporter().importPath(repository.resolve("target/classes"));
        var touched = touched(repository.resolve("target/touched"));
        var untested = untested(ours, touched);
        if (!untested.isEmpty()) {
            throw new IllegalStateException("No test executes\n  " + String.join("\n  ", untested));
        }
        System.out.printf("Tests execute %d files, all with a component among them%n", touched.size());
    }

    /** Those of {@code types} that Spring makes, have something to execute, and are in none of the files {@code touched}. */
    static List<String> untested(JavaClasses types, Set<String> touched) {
        return types.stream()
                .filter(type -> type.isMetaAnnotatedWith(Component.class))
                .filter(type -> type.getMethods().stream().anyMatch(TouchedReport::isWritten))
                .filter(type -> !touched.contains(file(type)))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    /** What the tests executed, as {@code dev/fairground/orders/PlaceOrder}. */
    static Set<String> touched(Path folder) throws IOException {
        var touched = new TreeSet<String>();
        try (var tests = Files.newDirectoryStream(folder)) {
            for (var test : tests) touched.addAll(Files.readAllLines(test));
        }
        return touched;
    }

    private static boolean isWritten(JavaCodeUnit method) {
        return !method.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static String file(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "").replace('.', '/');
    }
}
