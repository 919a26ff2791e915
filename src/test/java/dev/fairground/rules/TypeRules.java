package dev.fairground.rules;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked of each type by itself. Each method gives the offenders as sentences' beginnings. */
final class TypeRules {

    private static final Pattern FORBIDDEN_NAME = Pattern.compile(
            ".*(Service|Manager|Helper|Utils?|Impl|Dto|DTO|Entity|Mapper|Facade)|(Base|Abstract)[A-Z].*");
    private static final Pattern MONEY = Pattern.compile("(?i).*(amount|price|fee|balance|subtotal).*");
    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.Clock.systemUTC()",
            "java.time.Clock.systemDefaultZone()",
            "java.lang.System.currentTimeMillis()",
            "java.util.Date.<init>()");
    private static final Set<String> ARITHMETIC = Set.of(
            "add",
            "subtract",
            "multiply",
            "divide",
            "remainder",
            "movePointLeft",
            "movePointRight",
            "setScale",
            "scaleByPowerOfTen");
    private static final int CONSTRUCTOR = 5;
    private static final Set<String> LANGUAGES =
            Set.of("java.lang.String.toLowerCase()", "java.lang.String.toUpperCase()");
    private static final Pattern BACKGROUND =
            Pattern.compile("java\\.lang\\.Thread\\.(<init>|of\\w+|startVirtualThread)"
                    + "|java\\.util\\.concurrent\\.(Executors\\..*|ForkJoinPool\\..*|CompletableFuture\\.\\w+Async)"
                    + "|java\\.util\\.Timer\\..*|org\\.springframework\\.(core\\.task|scheduling)\\..*");
    /** Java, the framework and the words of both. */
    private static final Set<String> EVERYWHERE = Set.of(
            "java.",
            "javax.",
            "jakarta.",
            "org.springframework.",
            "org.slf4j.",
            "org.jspecify.",
            "org.hibernate.annotations.",
            "org.hibernate.type.",
            "com.fasterxml.jackson.annotation.",
            "tools.jackson.");

    private static final Map<String, Set<String>> HOMES = Map.ofEntries(
            Map.entry("com.github.benmanes.caffeine.", Set.of("platform.querywatch", "platform.ratelimit")),
            Map.entry("com.github.kagkarlsson.scheduler.", Set.of("platform.jobs")),
            Map.entry("com.zaxxer.hikari.", Set.of("platform.database")),
            Map.entry("io.github.bucket4j.", Set.of("platform.ratelimit")),
            Map.entry("io.github.resilience4j.", Set.of("platform.http")),
            Map.entry("io.micrometer.", Set.of("platform")),
            Map.entry("net.ttddyy.dsproxy.", Set.of("platform.querywatch")),
            Map.entry("org.apache.catalina.", Set.of("platform.web")),
            Map.entry("org.commonmark.", Set.of("platform.practices")),
            Map.entry(
                    "org.flywaydb.core.", Set.of("platform.instance", "platform.migrations", "platform.observability")),
            Map.entry("org.postgresql.", Set.of("platform")),
            Map.entry("org.thymeleaf.", Set.of("platform", "notifications")));

    private static final Pattern OUTSIDE = Pattern.compile(
            ".*\\.platform\\.http\\.(Outbound\\w*|Dependency)|org\\.springframework\\.(mail\\..*|web\\.client\\.RestClient)");

    private TypeRules() {}

    static Stream<String> forbiddenNames(Code code) {
        return code.types()
                .filter(type -> FORBIDDEN_NAME.matcher(type.getSimpleName()).matches())
                .map(JavaClass::getName);
    }

    static Stream<String> longConstructors(Code code) {
        return code.types()
                .filter(type -> !type.isRecord() && !type.isEnum() && !type.isAnonymousClass())
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().size() > CONSTRUCTOR)
                .map(constructor -> constructor.getOwner().getName() + " takes "
                        + constructor.getRawParameterTypes().size());
    }

    /** Whatever depends on one of these types by annotation, field, parameter or call. */
    static Stream<String> using(Code code, Pattern forbidden) {
        return code.types()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> forbidden.matcher(use.getTargetClass().getName()).matches())
                .map(use -> use.getOriginClass().getName() + " uses "
                        + use.getTargetClass().getSimpleName())
                .distinct();
    }

    static Stream<String> fieldInjection(Code code) {
        return code.types()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> annotated(field, "Autowired", "Inject", "Resource", "PersistenceContext", "Value"))
                .map(field -> field.getFullName());
    }

    static Stream<String> publicEntities(Code code) {
        return entities(code)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getName);
    }

    static Stream<String> entitiesInAnswers(Code code) {
        Set<JavaClass> entities = entities(code).collect(Collectors.toSet());
        return controllers(code)
                .flatMap(type -> type.getMethods().stream())
                .filter(method ->
                        method.getReturnType().getAllInvolvedRawTypes().stream().anyMatch(entities::contains))
                .map(method -> method.getFullName());
    }

    static Stream<String> floatingMoney(Code code) {
        Stream<String> fields = code.types()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> MONEY.matcher(field.getName()).matches()
                        && FLOATING.contains(field.getRawType().getName()))
                .map(field -> field.getFullName());
        Stream<String> methods = code.types()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> MONEY.matcher(method.getName()).matches()
                        && FLOATING.contains(method.getRawReturnType().getName()))
                .map(method -> method.getFullName());
        return Stream.concat(fields, methods);
    }

    /** Along the types that a controller uses, to any that speaks to somebody outside. What waits behind an event is reached by nobody. */
    static Stream<String> callsWhileSomebodyWaits(Code code) {
        return controllers(code)
                .flatMap(controller -> reached(code, controller)
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use -> OUTSIDE.matcher(
                                                use.getTargetClass().getName())
                                        .matches()))
                        .map(type -> controller.getName() + " reaches " + type.getName()));
    }

    private static Stream<JavaClass> reached(Code code, JavaClass from) {
        var seen = new LinkedHashSet<>(Set.of(from));
        var next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (var use : next.remove().getDirectDependenciesFromSelf()) {
                var type = use.getTargetClass();
                if (type.getName().startsWith(code.base() + ".") && !code.isPlatform(type) && seen.add(type)) {
                    next.add(type);
                }
            }
        }
        return seen.stream();
    }

    /** A transaction is opened by whoever tells the story: a use case or a desk. */
    static Stream<String> misplacedTransactions(Code code) {
        return code.types()
                .filter(type -> type.isRecord()
                        || type.getSimpleName().endsWith("Store")
                        || type.getSimpleName().endsWith("Views")
                        || isController(type))
                .filter(type -> annotated(type, "Transactional")
                        || type.getMethods().stream().anyMatch(method -> annotated(method, "Transactional")))
                .map(JavaClass::getName);
    }

    static Stream<String> strayOptionals(Code code) {
        Stream<String> fields = code.types()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Optional.class))
                .map(field -> field.getFullName());
        Stream<String> parameters = code.types()
                .filter(type -> !isController(type))
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> !unit.getName().startsWith("lambda$")
                        && !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(unit -> unit.getParameters().stream().anyMatch(TypeRules::strayOptional))
                .map(unit -> unit.getFullName());
        return Stream.concat(fields, parameters);
    }

    private static boolean strayOptional(JavaParameter parameter) {
        JavaType type = parameter.getType();
        return parameter.getRawType().isEquivalentTo(Optional.class)
                && type.getAllInvolvedRawTypes().stream()
                        .noneMatch(raw -> raw.getSimpleName().equals("Caller"));
    }

    static Stream<String> clocks(Code code) {
        return calls(code)
                .filter(call -> CLOCKS.contains(call.getTargetOwner().getName() + "."
                                + call.getTarget().getName() + "()")
                        && call.getTarget().getFullName().endsWith("()"))
                .map(TypeRules::sentence);
    }

    /** In Turkish, the small letter of I is another one: what is not for a person's eye is turned in no language. */
    static Stream<String> languages(Code code) {
        return calls(code)
                .filter(call -> LANGUAGES.contains(call.getTarget().getFullName()))
                .map(TypeRules::sentence);
    }

    /** Whatever starts a thread or hands work to one. Work that nobody waits for is a delivery or a job, which report how they end. */
    static Stream<String> background(Code code) {
        return calls(code)
                .filter(call -> BACKGROUND
                                .matcher(call.getTargetOwner().getName() + "."
                                        + call.getTarget().getName())
                                .matches()
                        && !Set.of("outbox", "jobs").contains(code.pieceOf(call.getOriginOwner())))
                .map(TypeRules::sentence);
    }

    /** A library is used where its home is; one without a home, such as a vendor's, is not used at all. */
    static Stream<String> strayLibraries(Code code) {
        return code.types()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> !use.getTargetClass().getPackageName().isEmpty()
                        && !isAtHome(
                                code, use.getOriginClass(), use.getTargetClass().getPackageName() + "."))
                .map(use -> use.getOriginClass().getName() + " uses "
                        + use.getTargetClass().getBaseComponentType().getName())
                .distinct();
    }

    private static boolean isAtHome(Code code, JavaClass origin, String library) {
        String place = origin.getPackageName() + ".";
        return place.startsWith(library)
                || library.startsWith(code.base() + ".")
                || EVERYWHERE.stream().anyMatch(library::startsWith)
                || HOMES.entrySet().stream()
                        .anyMatch(home -> library.startsWith(home.getKey())
                                && home.getValue().stream()
                                        .anyMatch(piece -> place.startsWith(code.base() + "." + piece + ".")));
    }

    static Stream<String> console(Code code) {
        return code.types()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(access.getTarget().getName()))
                .map(TypeRules::sentence);
    }

    static Stream<String> reflection(Code code) {
        return calls(code)
                .filter(call -> call.getTargetOwner().isEquivalentTo(Class.class)
                        && call.getTarget().getName().equals("forName"))
                .map(TypeRules::sentence);
    }

    /** To hold a decimal for a version of the API is no arithmetic. */
    static Stream<String> decimalArithmetic(Code code) {
        return calls(code)
                .filter(call -> call.getTargetOwner().isEquivalentTo(BigDecimal.class)
                        && ARITHMETIC.contains(call.getTarget().getName())
                        && !code.moduleOf(call.getOriginOwner()).equals("money"))
                .map(TypeRules::sentence);
    }

    static Stream<JavaAccess<?>> calls(Code code) {
        return code.types().flatMap(type -> type.getAccessesFromSelf().stream());
    }

    static String sentence(JavaAccess<?> access) {
        return access.getOriginOwner().getName() + " (line " + access.getLineNumber() + ") calls "
                + access.getTargetOwner().getSimpleName() + "."
                + access.getTarget().getName();
    }

    static boolean isController(JavaClass type) {
        return annotated(type, "Controller", "RestController");
    }

    private static Stream<JavaClass> controllers(Code code) {
        return code.types().filter(TypeRules::isController);
    }

    private static Stream<JavaClass> entities(Code code) {
        return code.types().filter(type -> type.isAnnotatedWith("jakarta.persistence.Entity"));
    }

    private static <T extends CanBeAnnotated & HasName> boolean annotated(T place, String... simpleNames) {
        return place.isAnnotatedWith(com.tngtech.archunit.base.DescribedPredicate.describe(
                "one of these",
                annotation ->
                        Set.of(simpleNames).contains(annotation.getRawType().getSimpleName())));
    }
}
