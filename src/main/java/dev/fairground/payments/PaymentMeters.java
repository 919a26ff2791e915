package dev.fairground.payments;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What an alarm wants to know of payments. */
@Component
class PaymentMeters {

    private final MeterRegistry meters;

    PaymentMeters(MeterRegistry meters, StatementStore statement) {
        this.meters = meters;
        Gauge.builder("fairground.payments.statement.differences", statement, StatementStore::open)
                .description("Places in which our books and the provider's statement differ now")
                .register(meters);
    }

    /** By our own word for it: {@code unknown-reason} grows where the provider says something that the catalogue lacks. */
    @EventListener
    void on(PaymentDeclined declined) {
        meters.counter("fairground.payments.declined", "code", declined.code()).increment();
    }
}
