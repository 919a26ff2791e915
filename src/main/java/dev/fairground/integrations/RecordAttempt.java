package dev.fairground.integrations;

import dev.fairground.integrations.Attempt.Verdict;
import dev.fairground.integrations.EndpointStore.Disabled;
import dev.fairground.integrations.EndpointStore.Locked;
import dev.fairground.integrations.MessageStore.State;
import dev.fairground.platform.audit.Audit;
import dev.fairground.shops.AttentionAsked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what came of an attempt, and what follows for the message and for its endpoint. */
@Component
class RecordAttempt {

    private final EndpointStore endpoints;
    private final MessageStore messages;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    RecordAttempt(EndpointStore endpoints, MessageStore messages, Audit audit, ApplicationEventPublisher events) {
        this.endpoints = endpoints;
        this.messages = messages;
        this.audit = audit;
        this.events = events;
    }

    /** Nothing to record where the endpoint was deleted meanwhile: its log went with it. */
    @Transactional
    void record(MessageId id, Attempt attempt) {
        endpoints
                .lockOf(id)
                .ifPresent(endpoint -> messages.lock(id, endpoint.id()).ifPresent(message -> {
                    messages.log(id, attempt);
                    follow(id, message.tries() + 1, attempt);
                    follow(endpoint, attempt);
                }));
    }

    @Transactional
    void abandon(MessageId id) {
        endpoints
                .lockOf(id)
                .flatMap(endpoint -> messages.lock(id, endpoint.id()))
                .ifPresent(message -> messages.ended(id, State.ABANDONED, message.tries()));
    }

    /** A test is over with its one attempt, and tells nothing about how the endpoint does with events. */
    @Transactional
    void recordTest(MessageStore.Draft test, Attempt attempt) {
        if (messages.add(List.of(test), Kind.TEST, test.at()) == 0) return;
        messages.log(test.id(), attempt);
        messages.ended(test.id(), attempt.verdict() == Verdict.DELIVERED ? State.DELIVERED : State.FAILED, 1);
    }

    private void follow(MessageId id, int tries, Attempt attempt) {
        switch (attempt.verdict()) {
            case DELIVERED -> messages.ended(id, State.DELIVERED, tries);
            case REFUSED, GONE -> messages.ended(id, State.FAILED, tries);
            case FAILED ->
                Patience.after(tries, attempt.retryAfter(), ThreadLocalRandom.current())
                        .ifPresentOrElse(
                                wait -> messages.stands(
                                        id, State.WAITING, tries, attempt.at().plus(wait)),
                                () -> messages.ended(id, State.FAILED, tries));
        }
    }

    private void follow(Locked endpoint, Attempt attempt) {
        if (attempt.verdict() == Verdict.DELIVERED) {
            endpoints.works(endpoint.id());
            return;
        }
        boolean broken = attempt.verdict() == Verdict.FAILED;
        endpoints.fails(
                endpoint.id(), attempt.at(), broken ? attempt.at().plus(Patience.quiet(attempt.retryAfter())) : null);
        if (attempt.verdict() == Verdict.GONE) {
            disable(endpoint, Disabled.GONE, attempt, "It answered that it is gone (410).");
        } else if (hasFailedTooLong(endpoint, attempt)) {
            disable(endpoint, Disabled.FAILING, attempt, "Nothing got through to it for three days.");
        }
    }

    private static boolean hasFailedTooLong(Locked endpoint, Attempt attempt) {
        return endpoint.failingSince() != null
                && Duration.between(endpoint.failingSince(), attempt.at()).compareTo(Patience.WITH_AN_ENDPOINT) >= 0;
    }

    private void disable(Locked endpoint, Disabled why, Attempt attempt, String sentence) {
        if (!endpoint.active()) return;
        endpoints.disable(endpoint.id(), why, attempt.at());
        audit.record("webhook-endpoint.disabled", "webhook-endpoint/" + endpoint.id(), Map.of(), Map.of("why", why));
        events.publishEvent(new AttentionAsked(
                endpoint.shop(),
                "webhooks-disabled",
                "We no longer send webhooks to one of your systems",
                sentence + " Its address is " + endpoint.address()
                        + ". Mend it, try it out and activate it again; what was missed is in its log, and can be sent again.",
                attempt.at()));
    }
}
