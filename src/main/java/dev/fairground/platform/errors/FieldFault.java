package dev.fairground.platform.errors;

/**
 * One field that does not hold.
 *
 * @param field its path in the request, such as {@code lines[0].quantity}, or the name of a parameter or header
 * @param code stable and kebab-case, such as {@code not-blank}, {@code size}, {@code type}, {@code unknown}
 * @param message what would hold, for a person
 */
public record FieldFault(String field, String code, String message) {}
