package dev.fairground.testing;

import dev.fairground.access.Cast;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole application over real HTTP, with a database of its own. All tests that carry this share one application, so
 * each makes the members and things it needs instead of counting on an empty table.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"fairground.querywatch.mode=raise", "fairground.querywatch.threshold=2"})
@ContextConfiguration(initializers = TestEnvironment.class)
@Import({TestWorld.class, Cast.class})
@ExtendWith({StatementBudgets.class, NPlusOnes.class, Forgiven.class})
public @interface FairgroundTest {}
