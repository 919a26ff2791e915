package dev.fairground.platform.practices;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one place that shows a practice best. Its values are ids of the catalogue; the catalogue's section links back here,
 * and the build fails when either side is missing. Read from class files only, so it costs nothing at run time.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PACKAGE})
@Retention(RetentionPolicy.CLASS)
public @interface Shows {

    String[] value();
}
