package dev.fairground.platform.errors;

import dev.fairground.platform.practices.Shows;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Hears what ended a thread: Java alone would print it where no log looks, and go on. */
@Component
@Shows("err-no-silent-swallow")
final class LastResort implements Thread.UncaughtExceptionHandler, InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(LastResort.class);

    private final MeterRegistry meters;

    LastResort(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void afterPropertiesSet() {
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        log.error("Thread {} ended by a fault that nobody caught", thread.getName(), fault);
        meters.counter("uncaught").increment();
    }
}
