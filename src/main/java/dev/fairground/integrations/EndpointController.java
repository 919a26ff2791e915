package dev.fairground.integrations;

import dev.fairground.access.Caller;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The systems of a shop that are told of its events. */
@RestController
@RequestMapping(path = "/api/{version}/shops/{shop}/webhook-endpoints", version = "1+")
class EndpointController {

    private final RunEndpoints run;
    private final EndpointViews views;

    EndpointController(RunEndpoints run, EndpointViews views) {
        this.run = run;
        this.views = views;
    }

    @PostMapping
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:write")
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    RunEndpoints.NewEndpoint register(Caller caller, @PathVariable ShopId shop, @Valid @RequestBody EndpointWish wish) {
        return run.register(caller, shop, wish.address(), wish.kinds());
    }

    @GetMapping
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:read")
    Endpoints endpoints(Caller caller, @PathVariable ShopId shop) {
        return new Endpoints(views.of(caller, shop));
    }

    @GetMapping("/{id}")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:read")
    EndpointViews.WebhookEndpoint endpoint(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        return views.one(caller, shop, id).orElseThrow(IntegrationRefused::noSuchEndpoint);
    }

    @PutMapping("/{id}")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            Caller caller,
            @PathVariable ShopId shop,
            @PathVariable EndpointId id,
            @Valid @RequestBody EndpointWish wish) {
        run.change(caller, shop, id, wish.address(), wish.kinds());
    }

    @DeleteMapping("/{id}")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        run.delete(caller, shop, id);
    }

    @PutMapping("/{id}/activation")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        run.activate(caller, shop, id);
    }

    /** Nothing is sent any more, and what waits is given up. */
    @DeleteMapping("/{id}/activation")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        run.disable(caller, shop, id);
    }

    /** The answer shows the new secret, this once. */
    @PostMapping("/{id}/secrets")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS, scope = "shops:write")
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    RunEndpoints.NewSecret rotate(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        return run.rotate(caller, shop, id);
    }

    record EndpointWish(
            @NotBlank @Size(max = 500) String address,
            @NotNull @Size(min = 1, max = 20) Set<@NotNull Kind> kinds) {}

    record Endpoints(List<EndpointViews.WebhookEndpoint> items) {}
}
