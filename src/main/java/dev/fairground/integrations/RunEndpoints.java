package dev.fairground.integrations;

import dev.fairground.access.Caller;
import dev.fairground.integrations.EndpointStore.Disabled;
import dev.fairground.integrations.EndpointStore.Locked;
import dev.fairground.platform.audit.Audit;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a shop's team does with its endpoints: register, change, switch off and on, delete, and give another secret. */
@Component
class RunEndpoints {

    /** A till, a warehouse, the books, and each of them once more for trying things out. */
    private static final int MOST = 10;

    /** A day to bring the new secret to where the old one is. */
    static final Duration OVERLAP = Duration.ofDays(1);

    private final EndpointStore endpoints;
    private final SecretStore secrets;
    private final ReceiverClient client;
    private final Audit audit;
    private final Clock clock;

    RunEndpoints(EndpointStore endpoints, SecretStore secrets, ReceiverClient client, Audit audit, Clock clock) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.client = client;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    NewEndpoint register(Caller caller, ShopId shop, String typed, Collection<Kind> kinds) {
        var address = client.address(typed);
        if (!Arrays.asList(caller.where(ShopRights.INTEGRATIONS)).contains(shop.value())) {
            throw IntegrationRefused.noSuchEndpoint();
        }
        var there = endpoints.lockAllOf(shop);
        if (there.contains(address.toString())) throw IntegrationRefused.addressTaken();
        if (there.size() >= MOST) throw IntegrationRefused.tooManyEndpoints();
        var id = EndpointId.next();
        var secret = SigningSecret.make();
        var now = clock.instant();
        endpoints.add(id, shop, address, kinds, caller, now);
        secrets.add(id, secret, now);
        audit.record("webhook-endpoint.registered", target(id), Map.of(), Map.of("shop", shop, "address", address));
        return new NewEndpoint(id, secret);
    }

    @Transactional
    void change(Caller caller, ShopId shop, EndpointId id, String typed, Collection<Kind> kinds) {
        var address = client.address(typed);
        var endpoint = locked(caller, shop, id);
        endpoints.change(id, address, kinds);
        audit.record(
                "webhook-endpoint.changed",
                target(id),
                Map.of("address", endpoint.address()),
                Map.of("address", address, "kinds", kinds));
    }

    @Transactional
    void activate(Caller caller, ShopId shop, EndpointId id) {
        if (locked(caller, shop, id).active()) return;
        endpoints.activate(id);
        audit.record("webhook-endpoint.activated", target(id), Map.of(), Map.of());
    }

    @Transactional
    void disable(Caller caller, ShopId shop, EndpointId id) {
        if (!locked(caller, shop, id).active()) return;
        endpoints.disable(id, Disabled.TEAM, clock.instant());
        audit.record("webhook-endpoint.disabled", target(id), Map.of(), Map.of("why", Disabled.TEAM));
    }

    @Transactional
    void delete(Caller caller, ShopId shop, EndpointId id) {
        var endpoint = locked(caller, shop, id);
        endpoints.delete(id);
        audit.record("webhook-endpoint.deleted", target(id), Map.of("address", endpoint.address()), Map.of());
    }

    /** From now on both sign, until the old one's day is over. */
    @Transactional
    NewSecret rotate(Caller caller, ShopId shop, EndpointId id) {
        locked(caller, shop, id);
        var now = clock.instant();
        var until = now.plus(OVERLAP);
        var secret = SigningSecret.make();
        secrets.retire(id, until);
        secrets.add(id, secret, now);
        audit.record("webhook-endpoint.secret-rotated", target(id), Map.of(), Map.of("oldSignsUntil", until));
        return new NewSecret(secret, until);
    }

    private Locked locked(Caller caller, ShopId shop, EndpointId id) {
        return endpoints.lock(id, shop, caller).orElseThrow(IntegrationRefused::noSuchEndpoint);
    }

    private static String target(EndpointId id) {
        return "webhook-endpoint/" + id;
    }

    /** A new endpoint. */
    record NewEndpoint(EndpointId id, SigningSecret secret) {}

    /** A new secret, and until when the one before it signs as well. */
    record NewSecret(SigningSecret secret, Instant oldSignsUntil) {}
}
