package dev.fairground.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.http.OutboundToMembers;
import dev.fairground.platform.http.OutboundToMembers.Answered;
import dev.fairground.platform.http.OutboundToMembers.Unanswered;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Signs a message and sends it, once. */
@Component
class ReceiverClient {

    private final OutboundToMembers outside;
    private final Effects effects;
    private final Clock clock;

    ReceiverClient(OutboundToMembers outside, Effects effects, Clock clock) {
        this.outside = outside;
        this.effects = effects;
        this.clock = clock;
    }

    /** The address that somebody typed, refused where it is none that we would call. */
    URI address(String text) {
        try {
            var address = new URI(text.strip());
            if (!outside.takes(address) || !address.toString().equals(address.toASCIIString())) {
                throw IntegrationRefused.addressNotTaken();
            }
            return address;
        } catch (URISyntaxException malformed) {
            throw IntegrationRefused.addressNotTaken();
        }
    }

    /** Signed at this moment, since receivers refuse what was signed long ago: each attempt has a time and signatures of its own. */
    Attempt send(MessageId id, String body, Receiver receiver) {
        var attempt = effects.attempt(
                EffectKind.WEBHOOK,
                id.toString(),
                "webhook-endpoint/" + receiver.endpoint(),
                () -> sent(id, body, receiver));
        switch (attempt.verdict()) {
            case DELIVERED -> effects.happened(EffectKind.WEBHOOK, id.toString());
            case REFUSED, GONE -> effects.refused(EffectKind.WEBHOOK, id.toString());
            case FAILED -> effects.unanswered(EffectKind.WEBHOOK, id.toString()); // it may have been heard all the same
        }
        return attempt;
    }

    private Attempt sent(MessageId id, String body, Receiver receiver) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        var headers = Map.of(
                "webhook-id",
                id.toString(),
                "webhook-timestamp",
                String.valueOf(at.getEpochSecond()),
                "webhook-signature",
                receiver.secrets().stream()
                        .map(secret -> secret.signature(id, at.getEpochSecond(), body))
                        .collect(Collectors.joining(" ")));
        var reply = outside.post(receiver.address(), headers, body.getBytes(UTF_8));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        return switch (reply) {
            case Answered answered ->
                new Attempt(at, took, answered.status(), null, answered.excerpt(), answered.retryAfter());
            case Unanswered unanswered ->
                new Attempt(at, took, null, unanswered.trouble().name(), "", null);
        };
    }
}
