package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
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

/** Plans: what there is, which a shop has, and taking, ending and renewing the paid one. */
@RestController
@RequestMapping(path = "/api/{version}", version = "1+")
class PlanController {

    private final ChangePlan changePlan;
    private final PlanViews views;

    PlanController(ChangePlan changePlan, PlanViews views) {
        this.changePlan = changePlan;
        this.views = views;
    }

    @GetMapping("/plans")
    @Access(Who.ANYONE)
    List<PlanViews.Offer> plans() {
        return views.offers();
    }

    @GetMapping("/shops/{shop}/plan")
    @Access(value = Who.TEAM, needs = ShopRights.PLAN, scope = "shops:read")
    PlanViews.Standing plan(Caller caller, @PathVariable ShopId shop) {
        return views.of(shop, caller).orElseThrow(ShopRefused::noSuchShop);
    }

    /** Asks for the paid plan; the answer tells that its first fee is under way. */
    @PostMapping("/shops/{shop}/subscription")
    @Access(value = Who.TEAM, needs = ShopRights.PLAN, scope = "shops:write")
    @Idempotent
    @RateLimited("plan-payment")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PlanViews.Standing upgrade(Caller caller, @PathVariable ShopId shop, @Valid @RequestBody Card card) {
        changePlan.upgrade(caller, shop, card.paymentMethod());
        return plan(caller, shop);
    }

    /** The plan goes on, paid for by this card from now on. */
    @PutMapping("/shops/{shop}/subscription/renewal")
    @Access(value = Who.TEAM, needs = ShopRights.PLAN, scope = "shops:write")
    @RateLimited("plan-payment")
    PlanViews.Standing renew(Caller caller, @PathVariable ShopId shop, @Valid @RequestBody Card card) {
        changePlan.renew(caller, shop, card.paymentMethod());
        return plan(caller, shop);
    }

    /** The plan ends with the time that is paid for. */
    @DeleteMapping("/shops/{shop}/subscription/renewal")
    @Access(value = Who.TEAM, needs = ShopRights.PLAN, scope = "shops:write")
    PlanViews.Standing end(Caller caller, @PathVariable ShopId shop) {
        changePlan.end(caller, shop);
        return plan(caller, shop);
    }

    /** {@code paymentMethod} is the provider's name for the payer's card. */
    record Card(@NotNull @Pattern(regexp = PlanFee.METHOD) String paymentMethod) {}
}
