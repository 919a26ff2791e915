package dev.fairground.platform.errors;

import jakarta.validation.ConstraintViolation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads from the framework's exceptions which field of the request is at fault, in the client's words and never in ours. */
final class RequestFaults {

    private RequestFaults() {}

    static FieldFault of(ObjectError error) {
        String field = error instanceof FieldError fieldError ? fieldError.getField() : error.getObjectName();
        return new FieldFault(field, kebab(error.getCode()), message(error));
    }

    static FieldFault of(String parameter, MessageSourceResolvable error) {
        String[] codes = error.getCodes();
        String code = codes == null || codes.length == 0 ? "invalid" : codes[codes.length - 1];
        return new FieldFault(parameter, kebab(code), message(error));
    }

    static FieldFault of(ConstraintViolation<?> violation) {
        String rule = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return new FieldFault(violation.getPropertyPath().toString(), kebab(rule), violation.getMessage());
    }

    /** Where in the document reading stopped; empty where the body is no JSON at all. */
    static List<FieldFault> of(JacksonException fault) {
        String path = path(fault);
        return switch (fault) {
            case UnrecognizedPropertyException _ -> List.of(new FieldFault(path, "unknown", "There is no such field."));
            case MismatchedInputException mismatch
            when !path.isEmpty() -> List.of(new FieldFault(path, "type", "Expected " + expected(mismatch) + "."));
            default -> path.isEmpty() ? List.of() : List.of(new FieldFault(path, "unreadable", "Cannot be read."));
        };
    }

    private static String path(JacksonException fault) {
        return fault.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String expected(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        if (type == null) {
            return "another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + java.util.Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number within range";
        }
        if (java.util.Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return java.util.Map.of(
                        String.class, "text",
                        Boolean.class, "true or false",
                        java.time.Instant.class, "a time such as 2026-11-21T12:00:00Z")
                .getOrDefault(type, type.isRecord() && type.getRecordComponents().length == 1 ? "an id" : "an object");
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        // A failed conversion's default message names our classes; a broken rule's message is written for people.
        return message == null || message.contains("java.") || message.contains("dev.fairground")
                ? "Has the wrong form."
                : message;
    }

    private static String kebab(@org.jspecify.annotations.Nullable String rule) {
        return rule == null
                ? "invalid"
                : rule.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
