package dev.fairground.payments;

import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The provider's events for operators: what came, what became of it, and doing it once more. */
@RestController
@RequestMapping(path = "/api/{version}", version = "1+")
class WebhookEventController {

    private static final String STATES = "RECEIVED|PROCESSED|IGNORED";
    private static final String KIND = "[a-z][a-z0-9_.]{0,254}";

    private final WebhookViews views;
    private final ReplayWebhooks replay;

    WebhookEventController(WebhookViews views, ReplayWebhooks replay) {
        this.views = views;
        this.replay = replay;
    }

    @GetMapping("/webhook-events")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    Page<WebhookViews.WebhookEventItem> events(@Valid Filter filter, @Valid PageRequest page) {
        return views.all(said(filter.kind()), said(filter.state()), page);
    }

    @GetMapping("/webhook-events/{id}")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    WebhookViews.WebhookEventDetail event(@PathVariable EventId id) {
        return views.one(id.value()).orElseThrow(PaymentRefused::noSuchWebhookEvent);
    }

    /** Processed after the answer; each act is on record. */
    @PostMapping("/webhook-events/replays")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replayed replay(@Valid @RequestBody ReplayWish wish) {
        if (wish.ids() != null && wish.from() == null && wish.to() == null) {
            return new Replayed(
                    replay.replay(wish.ids().stream().map(EventId::value).toList()));
        }
        if (wish.ids() != null || wish.from() == null || wish.to() == null) throw PaymentRefused.replayUnclear();
        return new Replayed(replay.replay(
                new WebhookInbox.Selection(wish.from(), wish.to(), said(wish.kind()), said(wish.state()))));
    }

    private static String said(@Nullable String word) {
        return word == null ? "" : word;
    }

    /** Left out, any will do. */
    record Filter(
            @Nullable @Pattern(regexp = KIND) String kind,
            @Nullable @Pattern(regexp = STATES) String state) {}

    /** Either {@code ids}, or what came {@code from} then until just before {@code to}, of a kind and in a state or of any. */
    record ReplayWish(
            @Nullable @Size(min = 1, max = 100) List<@NotNull EventId> ids,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable @Pattern(regexp = KIND) String kind,
            @Nullable @Pattern(regexp = STATES) String state) {}

    record Replayed(int replayed) {}

    /** Names an event in our inbox. */
    record EventId(
            @com.fasterxml.jackson.annotation.JsonValue UUID value) {

        @com.fasterxml.jackson.annotation.JsonCreator
        public static EventId of(String text) {
            return new EventId(UuidV7.parse(text));
        }
    }
}
