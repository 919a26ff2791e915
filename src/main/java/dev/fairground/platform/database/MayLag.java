package dev.fairground.platform.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a handler that only reads, and whose readers are content with what was true a few seconds ago. It may read from a follower. Whoever has
 * just changed something reads what they changed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayLag {}
