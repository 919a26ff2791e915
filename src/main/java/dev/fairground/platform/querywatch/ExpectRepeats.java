package dev.fairground.platform.querywatch;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** This method repeats statements on purpose, such as a walk in pages or a job in chunks; what it calls is not taken for an N+1. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ExpectRepeats {

    /** Why one statement for all would be worse. */
    String value();
}
