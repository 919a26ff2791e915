package dev.fairground.platform.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The access rule of one handler, and the only place where it is written. A handler without it stops the start; the committed table
 * of rules is generated from these and reviewed.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

    Who value();

    /** The right (for {@link Who#TEAM}) or capability (for {@link Who#STAFF}) that is needed, such as {@code shop:listings}. */
    String needs() default "";

    /** The scope that an API token must carry to come in here; browser sessions carry all. Empty means none is asked. */
    String scope() default "";
}
