package dev.fairground.integrations;

import dev.fairground.access.Caller;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What was sent to an endpoint and how that went; and sending: a test, or something once more. */
@RestController
@RequestMapping(path = "/api/{version}/shops/{shop}/webhook-endpoints/{endpoint}", version = "1+")
class MessageController {

    private final EndpointViews endpoints;
    private final MessageViews views;
    private final TryOut tryOut;
    private final SendAgain sendAgain;

    MessageController(EndpointViews endpoints, MessageViews views, TryOut tryOut, SendAgain sendAgain) {
        this.endpoints = endpoints;
        this.views = views;
        this.tryOut = tryOut;
        this.sendAgain = sendAgain;
    }

    @GetMapping("/messages")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:read")
    Page<MessageViews.WebhookMessage> log(
            Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId endpoint, @Valid PageRequest page) {
        var log = views.of(caller, shop, endpoint, page);
        if (log.items().isEmpty() && endpoints.one(caller, shop, endpoint).isEmpty()) {
            throw IntegrationRefused.noSuchEndpoint();
        }
        return log;
    }

    @GetMapping("/messages/{id}")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:read")
    MessageViews.WebhookMessageDetail message(
            Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId endpoint, @PathVariable MessageId id) {
        return views.one(caller, shop, endpoint, id).orElseThrow(IntegrationRefused::noSuchMessage);
    }

    /** Under the same id, so that a receiver who has it already may ignore it. */
    @PostMapping("/messages/{id}/attempts")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:write")
    @Idempotent
    @RateLimited("send-webhook")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sendAgain(
            Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId endpoint, @PathVariable MessageId id) {
        sendAgain.send(caller, shop, endpoint, id);
    }

    /** Sends a test and waits for the outcome, ten seconds at most. Not repeatable by key: asked twice, it is sent twice. */
    @PostMapping("/tests")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:write")
    @RateLimited("send-webhook")
    TestOutcome test(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId endpoint) {
        var tried = tryOut.ping(caller, shop, endpoint);
        boolean delivered = tried.attempt().verdict() == Attempt.Verdict.DELIVERED;
        return new TestOutcome(tried.message(), delivered, MessageViews.WebhookAttempt.of(tried.attempt()));
    }

    record TestOutcome(MessageId message, boolean delivered, MessageViews.WebhookAttempt attempt) {}
}
