package dev.fairground.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fairground.testing.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A body of code under judgement: its compiled classes, its sources, and the package under which its modules lie. */
record Code(JavaClasses classes, Path sources, String base) {

    static Code ofTheApplication() {
        return new Code(
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.fairground"),
                Documents.repository().resolve("src/main/java/dev/fairground"),
                "dev.fairground");
    }

    /** The tests, simulators, launcher and operators' commands. */
    static Code ofTheTests() {
        return new Code(
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages("dev.fairground"),
                Documents.repository().resolve("src/test/java/dev/fairground"),
                "dev.fairground");
    }

    /** The twins: each breaks one rule, and none of them is scanned or started, since they lie outside of the application's packages. */
    static Code brokenOnPurpose() {
        return new Code(
                new ClassFileImporter().importPackages("broken"),
                Documents.repository().resolve("src/test/java/broken"),
                "broken");
    }

    Stream<JavaClass> types() {
        return classes.stream().filter(type -> !type.getSimpleName().equals("package-info"));
    }

    Stream<JavaClass> topLevelTypes() {
        return types().filter(type -> type.getEnclosingClass().isEmpty());
    }

    /** The first step below the base package: a module, or {@code platform}; empty for the base package itself. */
    String moduleOf(JavaClass type) {
        return step(type.getPackageName(), 0);
    }

    /** The piece of platform, or empty. */
    String pieceOf(JavaClass type) {
        return isPlatform(type) ? step(type.getPackageName(), 1) : "";
    }

    boolean isPlatform(JavaClass type) {
        return moduleOf(type).equals("platform");
    }

    Set<String> modules() {
        return types().map(this::moduleOf)
                .filter(name -> !name.isEmpty() && !name.equals("platform"))
                .collect(Collectors.toSet());
    }

    List<Path> files() {
        return Documents.files(sources, ".java");
    }

    private String step(String packageName, int number) {
        if (!packageName.startsWith(base + ".")) {
            return "";
        }
        String[] steps = packageName.substring(base.length() + 1).split("\\.");
        return number < steps.length ? steps[number] : "";
    }
}
