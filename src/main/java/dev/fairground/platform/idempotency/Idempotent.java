package dev.fairground.platform.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The handler requires an {@code Idempotency-Key} and runs in one transaction with the storing of its answer, so a crash leaves both or
 * neither. A repeated request gets the stored answer; the handler must not call the world outside (that is the outbox's work).
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
