package dev.fairground.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.domain.properties.HasName;
import dev.fairground.testing.LastCommit;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;

/** What is asked of tests. Each method gives the offenders as sentences' beginnings. */
final class TestRules {

    private static final Set<String> SLEEPS = Set.of(
            "java.lang.Thread.sleep",
            "java.util.concurrent.TimeUnit.sleep",
            "java.util.concurrent.locks.LockSupport.parkNanos",
            "java.util.concurrent.locks.LockSupport.parkUntil");
    private static final Set<String> RANDOM = Set.of(
            "java.util.Random.<init>()",
            "java.security.SecureRandom.<init>()",
            "java.lang.Math.random()",
            "java.util.concurrent.ThreadLocalRandom.current()",
            "java.util.UUID.randomUUID()",
            "dev.fairground.platform.ids.UuidV7.next()");
    private static final Pattern DOUBLES = Pattern.compile(
            "org\\.(mockito|easymock|jmock)\\..*|org\\.springframework\\.test\\.context\\.bean\\.override\\..*|org\\.awaitility\\..*");
    private static final Pattern UNTIL = Pattern.compile(".{20,}until (\\d{4}-\\d\\d-\\d\\d)");

    private TestRules() {}

    static Stream<String> sleeps(Code code) {
        return TypeRules.calls(code)
                .filter(call -> SLEEPS.contains(
                        call.getTargetOwner().getName() + "." + call.getTarget().getName()))
                .map(TypeRules::sentence);
    }

    static Stream<String> doubles(Code code) {
        return TypeRules.using(code, DOUBLES);
    }

    /** A class of a test that extends one that is meant to run: what it overrides is no longer tested. */
    static Stream<String> standIns(Code code) {
        return code.types()
                .filter(type -> type.getRawSuperclass()
                        .filter(real -> isOurs(real) && !real.getModifiers().contains(JavaModifier.ABSTRACT))
                        .isPresent())
                .map(type -> type.getName() + " stands in for "
                        + type.getRawSuperclass().orElseThrow().getName());
    }

    /** Not an enum's constant with a body, and not what another test published. */
    private static boolean isOurs(JavaClass type) {
        return !type.isEnum()
                && (type.getPackageName().startsWith("dev.fairground.")
                        || type.getPackageName().startsWith("broken."));
    }

    static Stream<String> randomness(Code code) {
        return TypeRules.calls(code)
                .filter(call -> RANDOM.contains(call.getTarget().getFullName()))
                .map(TypeRules::sentence);
    }

    /** Besides what production may not ask, also the stop watches: how long something takes is measured in ops/bench. */
    static Stream<String> clocks(Code code) {
        return Stream.concat(
                TypeRules.clocks(code),
                TypeRules.calls(code)
                        .filter(call -> call.getTarget().getFullName().equals("java.lang.System.nanoTime()"))
                        .map(TypeRules::sentence));
    }

    /** By the day of the last commit, so that a clone nobody touches stays green. */
    static Stream<String> disabled(Code code) {
        return Stream.concat(code.types(), code.types().flatMap(type -> type.getMethods().stream()))
                .filter(place -> unexplained((HasAnnotations<?>) place))
                .map(place -> ((HasName.AndFullName) place).getFullName());
    }

    private static boolean unexplained(HasAnnotations<?> place) {
        return place.isAnnotatedWith(Disabled.class)
                && !UNTIL.matcher(place.getAnnotationOfType(Disabled.class).value())
                        .results()
                        .anyMatch(found -> LastCommit.day()
                                .map(today -> !LocalDate.parse(found.group(1)).isBefore(today))
                                .orElse(true));
    }
}
