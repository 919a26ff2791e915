package dev.fairground.identity;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mails a link that sets a new password, if a confirmed member has the address; nothing tells the caller which it was. */
@Component
class RequestPasswordReset {

    private final MemberViews views;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RequestPasswordReset(MemberViews views, ApplicationEventPublisher events, Clock clock) {
        this.views = views;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void request(EmailAddress email) {
        views.credentialsOf(email)
                .filter(Credentials::confirmed)
                .ifPresent(known -> events.publishEvent(
                        new PasswordResetRequested(known.member().id(), clock.instant())));
    }
}
