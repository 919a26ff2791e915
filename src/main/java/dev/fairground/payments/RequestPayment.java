package dev.fairground.payments;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Records a wish to be paid; see {@link Payments#request}. */
@Component
class RequestPayment {

    /** What the provider's names look like; the column holds the same. */
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_]{1,100}");

    private final IntentStore intents;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RequestPayment(IntentStore intents, ApplicationEventPublisher events, Clock clock) {
        this.intents = intents;
        this.events = events;
        this.clock = clock;
    }

    List<PaymentId> request(List<Payments.Request> requests) {
        requests.forEach(RequestPayment::check);
        var ids = requests.stream().map(_ -> PaymentId.next()).toList();
        if (!intents.record(ids, requests, clock.instant())) throw PaymentRefused.alreadyRequested();
        ids.forEach(id -> events.publishEvent(new PaymentRequested(id)));
        return ids;
    }

    private static void check(Payments.Request request) {
        var fee = request.fee();
        if (!request.amount().isPositive()
                || fee.amountMinor() < 0
                || !fee.currency().equals(request.amount().currency())
                || fee.compareTo(request.amount()) > 0) {
            throw PaymentRefused.amountNotPayable();
        }
        if (!METHOD.matcher(request.method()).matches()) throw PaymentRefused.methodMalformed();
    }
}
