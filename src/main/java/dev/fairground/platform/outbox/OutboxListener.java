package dev.fairground.platform.outbox;

import dev.fairground.platform.practices.Shows;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.event.EventListener;

/**
 * Marks a method {@code on(SomeEvent event)} as a durable listener: when a transaction that published the event commits, a row for this
 * listener has been written with it, and the method is called afterwards, at least once, possibly on another instance. It must bear
 * being called twice.
 */
@Documented
@EventListener
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Shows("job-domain-events")
public @interface OutboxListener {

    /** The stable name under which rows are stored, such as {@code payments.charge}. Renaming it orphans waiting rows. */
    String id();

    /** Whether the method runs in a transaction of ours or calls the world outside. */
    Effect effect() default Effect.TRANSACTIONAL;

    /** Deliveries of one lane never wait behind another's. */
    Lane lane() default Lane.USUAL;

    /** The record component of the event by whose value deliveries keep their order, or empty where order does not matter. */
    String key() default "";

    /**
     * For how long after the event a delivery is still of use, such as {@code PT1H} for a link that works for an hour; later it is
     * discarded instead, whatever kept it waiting. Empty where late is better than never.
     */
    String usefulFor() default "";

    /** What kind of work a listener does. */
    enum Effect {
        /** Runs in the transaction that also marks the delivery done: with the database alone, its effect happens exactly once. */
        TRANSACTIONAL,
        /** Runs outside any transaction, because it waits for somebody else's answer; the receiver sees it at least once. */
        OUTSIDE
    }

    /** How urgent a delivery is. */
    enum Lane {
        /** A person is waiting: charges, sign-in mails. */
        URGENT,
        USUAL,
        /** Digests and everything that can wait until the others are done. */
        BULK
    }
}
