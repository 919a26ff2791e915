package dev.fairground.notifications;

import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.http.Outbound;
import dev.fairground.platform.http.OutboundHttp;
import dev.fairground.platform.outbox.PermanentFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands push messages to the gateway, in the subset of Firebase Cloud Messaging's HTTP API (v1) that we use. */
@Component
class PushGateway {

    /** More than the outbox hands over at a time. */
    private static final int AT_ONCE = 48;

    private final @Nullable Outbound http;
    private final Effects effects;

    PushGateway(OutboundHttp outbound, PushSettings settings, Effects effects) {
        this.effects = effects;
        var limits = new OutboundHttp.Limits(settings.connectTimeout(), settings.answerTimeout(), AT_ONCE);
        var url = settings.url();
        this.http = url == null
                ? null
                : outbound.to("the push gateway", url, limits)
                        .with(Map.of("Authorization", "Bearer " + settings.apiKey()));
    }

    boolean isThere() {
        return http != null;
    }

    /**
     * Sends to one device of {@code target}, an id of ours; {@code reference} comes back in receipts. Besides the outcome, it throws the
     * failures of {@link Outbound}.
     *
     * @throws PermanentFailure if the gateway refuses what we sent
     */
    Outcome send(String token, String reference, String target, String title, String body) {
        var gateway = http;
        if (gateway == null) throw new PermanentFailure("There is no push gateway");
        var answer = effects.attempt(
                EffectKind.PUSH,
                reference,
                target,
                () -> gateway.postJson(
                        "/messages:send",
                        Map.of(
                                "message",
                                Map.of(
                                        "token", token,
                                        "notification", Map.of("title", title, "body", body),
                                        "data", Map.of("reference", reference)))));
        if (answer.ok()) {
            effects.happened(EffectKind.PUSH, reference);
            return Outcome.ACCEPTED;
        }
        effects.refused(EffectKind.PUSH, reference);
        var error = answer.json().path("error");
        if (error.path("details")
                .valueStream()
                .anyMatch(detail -> detail.path("errorCode").asString("").equals("UNREGISTERED"))) {
            return Outcome.UNREGISTERED;
        }
        throw new PermanentFailure("The push gateway refused " + reference + ": "
                + error.path("message").asString("") + " (" + answer.status() + ")");
    }

    enum Outcome {
        ACCEPTED,
        /** Nobody is at this token any more, and never will be. */
        UNREGISTERED
    }
}
