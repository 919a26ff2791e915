package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Support's test messages: sent to one member, and watched on their way. */
@RestController
@RequestMapping(path = "/api/{version}", version = "1+")
class TracerController {

    private final SendTracer sendTracer;
    private final TracerStore tracers;
    private final DeviceStore devices;
    private final SentViews sent;

    TracerController(SendTracer sendTracer, TracerStore tracers, DeviceStore devices, SentViews sent) {
        this.sendTracer = sendTracer;
        this.tracers = tracers;
        this.devices = devices;
        this.sent = sent;
    }

    @PostMapping("/members/{id}/tracers")
    @Access(value = Who.STAFF, needs = "staff:support-read", scope = "staff:write")
    @Idempotent
    @RateLimited("send-tracer")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SentTracer send(@PathVariable MemberId id, @Valid @RequestBody TracerWish wish) {
        var tracer = sendTracer.send(id, wish.channels);
        return new SentTracer(tracer.id(), tracer.code());
    }

    @GetMapping("/tracers/{id}")
    @Access(value = Who.STAFF, needs = "staff:support-read", scope = "staff:read")
    TracerProgress progress(@PathVariable UUID id) {
        var tracer = tracers.find(id).orElseThrow(NotificationRefused::noSuchTracer);
        var messages = sent.to(tracer.member(), tracer.reference(), new PageRequest(100, null, null))
                .items();
        return new TracerProgress(
                tracer.id(),
                tracer.member(),
                tracer.code(),
                tracer.sentAt(),
                tracer.channels().stream()
                        .sorted()
                        .map(channel -> progress(
                                tracer,
                                channel,
                                messages.stream()
                                        .filter(message -> message.channel() == channel)
                                        .toList()))
                        .toList());
    }

    private ChannelProgress progress(Tracer tracer, Channel channel, List<SentViews.SentItem> messages) {
        if (!messages.isEmpty()) return new ChannelProgress(channel, Step.SENT, messages);
        boolean nowhere =
                channel == Channel.PUSH && devices.live(tracer.member()).isEmpty();
        return new ChannelProgress(channel, nowhere ? Step.NO_DEVICE : Step.WAITING, List.of());
    }

    record TracerWish(@NotEmpty Set<@NotNull Channel> channels) {}

    /** @param code what the member sees of it */
    record SentTracer(UUID id, String code) {}

    record TracerProgress(UUID id, MemberId member, String code, Instant sentAt, List<ChannelProgress> channels) {}

    /** @param messages each as far as it came: one mail, or one to each device */
    record ChannelProgress(Channel channel, Step step, List<SentViews.SentItem> messages) {}

    /** How far a tracer is, before its messages tell more. */
    enum Step {
        WAITING,
        NO_DEVICE,
        SENT
    }
}
