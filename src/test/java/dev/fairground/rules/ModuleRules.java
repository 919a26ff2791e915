package dev.fairground.rules;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.fairground.testing.Documents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.ApplicationModule;

/** What is asked of modules, of the pieces of platform, and of how they know each other. */
final class ModuleRules {

    private static final int PUBLIC_TYPES = 8;
    private static final Pattern NO_NAME =
            Pattern.compile("common|shared|util|utils|core|config|dto|model|impl|service");

    /** What any piece may use: to say no, to make an id, to know what process it is in, to let itself be watched; and the markers. */
    private static final Set<String> GROUND = Set.of("errors", "ids", "instance", "work");

    private static final Set<String> MARKERS = Set.of("Access", "Who", "Shows", "ExpectRepeats", "MayLag");

    /** Who keeps rows that grow old owns the job that removes them. */
    private static final Map<String, Set<String>> NEIGHBOURS = Map.of(
            "observability", Set.of("querywatch"), // it binds the watch to work that is no request
            "outbox", Set.of("jobs"),
            "effects", Set.of("http", "jobs", "outbox"), // a failed call says what is known; an undoing is deliveries
            "idempotency", Set.of("jobs"),
            "ratelimit", Set.of("jobs"),
            "objects", Set.of("http", "jobs"),
            "web", Set.of("jobs"));

    private ModuleRules() {}

    static Stream<String> subPackages(Code code) {
        return code.types()
                .filter(type -> !code.isPlatform(type) && !code.moduleOf(type).isEmpty())
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> name.substring(code.base().length() + 1).contains("."));
    }

    static Stream<String> meaninglessPackages(Code code) {
        return code.types()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> Stream.of(name.split("\\."))
                        .anyMatch(step -> NO_NAME.matcher(step).matches()));
    }

    static Stream<String> wideSurfaces(Code code) {
        return published(code).entrySet().stream()
                .filter(module -> module.getValue().size() > PUBLIC_TYPES)
                .map(module -> module.getKey() + " publishes " + names(module.getValue()));
    }

    static Stream<String> secondDesks(Code code) {
        return published(code).entrySet().stream()
                .map(module -> Map.entry(
                        module.getKey(),
                        module.getValue().stream().filter(ModuleRules::isDesk).toList()))
                .filter(module -> module.getValue().size() > 1)
                .map(module -> module.getKey() + " has the desks " + names(module.getValue()));
    }

    private static boolean isDesk(JavaClass type) {
        return !type.isRecord()
                && !type.isEnum()
                && !type.isInterface()
                && !type.isAnnotation()
                && !type.isAssignableTo(Throwable.class);
    }

    private static Map<String, List<JavaClass>> published(Code code) {
        return code.topLevelTypes()
                .filter(type -> !code.isPlatform(type) && !code.moduleOf(type).isEmpty())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(Collectors.groupingBy(code::moduleOf));
    }

    private static String names(List<JavaClass> types) {
        return types.stream().map(JavaClass::getSimpleName).sorted().collect(Collectors.joining(", "));
    }

    static Stream<String> silentModules(Code code) {
        return code.modules().stream().sorted().filter(module -> {
            var file = code.sources().resolve(module).resolve("package-info.java");
            // Prose wraps where it likes.
            String text = file.toFile().exists() ? Documents.read(file).replaceAll("\\s*\\n \\* ", " ") : "";
            return !(text.contains("allowedDependencies =")
                    && text.contains("Owns:")
                    && text.contains("Promises:")
                    && text.contains("Refuses to know:")
                    && text.contains(ApplicationModule.class.getSimpleName()));
        });
    }

    static Stream<String> platformKnowsModules(Code code) {
        return dependencies(code)
                .filter(use -> code.isPlatform(use.getOriginClass())
                        && code.modules().contains(code.moduleOf(use.getTargetClass())))
                .map(ModuleRules::sentence)
                .distinct();
    }

    static Stream<String> platformSiblings(Code code) {
        return dependencies(code)
                .filter(use -> !code.pieceOf(use.getOriginClass()).isEmpty()
                        && !code.pieceOf(use.getTargetClass()).isEmpty())
                .filter(use -> !mayKnow(code.pieceOf(use.getOriginClass()), code.pieceOf(use.getTargetClass()))
                        && !MARKERS.contains(use.getTargetClass().getSimpleName()))
                .map(ModuleRules::sentence)
                .distinct();
    }

    private static boolean mayKnow(String piece, String other) {
        return piece.equals(other)
                || GROUND.contains(other)
                || NEIGHBOURS.getOrDefault(piece, Set.of()).contains(other);
    }

    static Stream<String> cycles(Code code) {
        return SlicesRuleDefinition.slices()
                .matching(code.base() + ".platform.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), describe("a marker", type -> MARKERS.contains(type.getSimpleName())))
                .evaluate(code.classes())
                .getFailureReport()
                .getDetails()
                .stream();
    }

    private static Stream<Dependency> dependencies(Code code) {
        return code.types().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static String sentence(Dependency use) {
        return use.getOriginClass().getName() + " uses " + use.getTargetClass().getName();
    }
}
