package dev.fairground.platform.errors;

import dev.fairground.platform.practices.Shows;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The one door for going on without something: in production the caller gets the fallback and we get a report, everywhere else the fault
 * is thrown, so that developers meet it first. Not for the use of a broken transaction: a fallback after a failed statement inside of one
 * would still lose its commit.
 */
@Component
@Shows("err-strict-local-soft-prod")
public final class Softly {

    private static final Logger log = LoggerFactory.getLogger(Softly.class);

    private final boolean strict;
    private final MeterRegistry meters;

    Softly(Environment environment, MeterRegistry meters) {
        this.strict =
                !environment.getProperty("fairground.environment", "production").equalsIgnoreCase("production");
        this.meters = meters;
    }

    /**
     * What {@code work} gives, or {@code fallback} where it fails. A refusal is an answer and no fault, so it always passes.
     *
     * @param code names what is missing then, in kebab-case, such as {@code seller-rating}; it is a metric's tag
     */
    public <T> T orElse(String code, Supplier<T> work, T fallback) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException fault) {
            if (strict) {
                throw fault;
            }
            log.error("Went on without {}", code, fault);
            meters.counter("degraded", "code", code).increment();
            return fallback;
        }
    }
}
