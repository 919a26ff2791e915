/**
 * What the bench compares the application to: Spring MVC and JDBC with nothing around. It lies outside of the application's own packages, so
 * that nothing of it is scanned, mapped or served there.
 */
@NullMarked
package bare;

import org.jspecify.annotations.NullMarked;
