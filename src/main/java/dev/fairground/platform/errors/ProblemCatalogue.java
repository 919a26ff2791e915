package dev.fairground.platform.errors;

import dev.fairground.platform.practices.Shows;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Every reason this application has to say no, gathered at start from the constants of the refusals themselves, so that the list at
 * {@code /problems} cannot differ from what is thrown. A code used twice, or a constraint claimed twice, stops the start.
 */
@Component
@Shows("api-error-catalogue")
public final class ProblemCatalogue {

    private final SortedMap<String, Reason> byCode = new TreeMap<>();
    private final Map<String, Reason> byConstraint = new HashMap<>();

    ProblemCatalogue() {
        collect(Faults.class);
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Refusal.class));
        for (var found : scanner.findCandidateComponents("dev.fairground")) {
            collect(ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), getClass().getClassLoader()));
        }
    }

    /** All reasons, by code. */
    public List<Reason> all() {
        return List.copyOf(byCode.values());
    }

    public Optional<Reason> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The reason that stands for a tripped constraint, if a caller can trip it at all. */
    Optional<Reason> heldBy(DataIntegrityViolationException violation) {
        return violation.getMostSpecificCause() instanceof PSQLException cause
                ? Optional.ofNullable(cause.getServerErrorMessage())
                        .map(ServerErrorMessage::getConstraint)
                        .map(byConstraint::get)
                : Optional.empty();
    }

    private void collect(Class<?> refusals) {
        for (Field field : refusals.getDeclaredFields()) {
            if (field.getType() == Reason.class && Modifier.isStatic(field.getModifiers())) {
                add(read(field));
            }
        }
    }

    private void add(Reason reason) {
        if (byCode.put(reason.code(), reason) != null) {
            throw new IllegalStateException("Two reasons share the code " + reason.code());
        }
        for (String constraint : reason.constraints()) {
            if (byConstraint.put(constraint, reason) != null) {
                throw new IllegalStateException("Two reasons claim the constraint " + constraint);
            }
        }
    }

    private static Reason read(Field field) {
        try {
            field.setAccessible(true);
            return (Reason) field.get(null);
        } catch (IllegalAccessException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
