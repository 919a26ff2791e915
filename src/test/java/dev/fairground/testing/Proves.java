package dev.fairground.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This test fails when the practice is gone. Its values are ids of the catalogue; the catalogue's section names the test
 * back, and verify reads the test reports to see that it ran and passed.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Proves {

    String[] value();
}
