package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import dev.fairground.identity.Members;
import dev.fairground.platform.audit.Audit;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends one marked message to one member, on record, over each of the channels asked for, whatever they prefer. */
@Component
@Shows("fx-tracer-notification")
class SendTracer {

    private final Members members;
    private final TracerStore tracers;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SendTracer(Members members, TracerStore tracers, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.members = members;
        this.tracers = tracers;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    Tracer send(MemberId to, Set<Channel> channels) {
        var member = members.find(to).orElseThrow(NotificationRefused::noSuchRecipient);
        var tracer = Tracer.to(member.id(), channels, clock.instant());
        tracers.keep(tracer);
        audit.record(
                "tracer.sent",
                "member/" + member.id(),
                Map.of(),
                Map.of(
                        "tracer",
                        tracer.id(),
                        "channels",
                        channels.stream().sorted().toList()));
        List.copyOf(channels).forEach(channel -> events.publishEvent(new TracerDue(tracer.id(), channel)));
        return tracer;
    }
}
