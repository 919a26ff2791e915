package dev.fairground.integrations;

import dev.fairground.access.Caller;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A shop's webhooks for the people who run it: where they go, whether they arrive, and trying them out. */
@Controller
@RequestMapping("/shops/{shop}/webhooks")
class WebhookPages {

    private final RunEndpoints run;
    private final TryOut tryOut;
    private final SendAgain sendAgain;
    private final EndpointViews endpoints;
    private final MessageViews messages;

    WebhookPages(RunEndpoints run, TryOut tryOut, SendAgain sendAgain, EndpointViews endpoints, MessageViews messages) {
        this.run = run;
        this.tryOut = tryOut;
        this.sendAgain = sendAgain;
        this.endpoints = endpoints;
        this.messages = messages;
    }

    @GetMapping
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    String endpoints(Caller caller, @PathVariable ShopId shop, Model page) {
        mustRun(caller, shop);
        page.addAttribute("shop", shop);
        page.addAttribute("endpoints", endpoints.of(caller, shop));
        page.addAttribute("kinds", Kind.values());
        return "integrations/endpoints";
    }

    @GetMapping("/{id}")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    String endpoint(
            Caller caller,
            @PathVariable ShopId shop,
            @PathVariable EndpointId id,
            @Valid PageRequest request,
            Model page) {
        page.addAttribute("shop", shop);
        page.addAttribute("endpoint", endpoints.one(caller, shop, id).orElseThrow(IntegrationRefused::noSuchEndpoint));
        page.addAttribute("log", messages.of(caller, shop, id, request));
        return "integrations/endpoint";
    }

    /** The secret is shown on the next page, which no copy of is kept. */
    @PostMapping
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    String register(
            Caller caller,
            @PathVariable ShopId shop,
            @RequestParam String address,
            @RequestParam(required = false, defaultValue = "") List<Kind> kinds,
            RedirectAttributes next) {
        return to("/shops/" + shop + "/webhooks", next, () -> {
            if (kinds.isEmpty()) throw IntegrationRefused.noKinds();
            return run.register(caller, shop, address, kinds).secret().text();
        });
    }

    @PostMapping("/{id}/secrets")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    String rotate(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id, RedirectAttributes next) {
        return to(
                page(shop, id),
                next,
                () -> run.rotate(caller, shop, id).secret().text());
    }

    @PostMapping("/{id}/tests")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    @RateLimited("send-webhook")
    String test(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        tryOut.ping(caller, shop, id);
        return "redirect:" + page(shop, id);
    }

    @PostMapping("/{id}/activation")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    String activate(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        run.activate(caller, shop, id);
        return "redirect:" + page(shop, id);
    }

    @PostMapping("/{id}/pause")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    String disable(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        run.disable(caller, shop, id);
        return "redirect:" + page(shop, id);
    }

    @PostMapping("/{id}/deletion")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    String delete(Caller caller, @PathVariable ShopId shop, @PathVariable EndpointId id) {
        run.delete(caller, shop, id);
        return "redirect:/shops/" + shop + "/webhooks";
    }

    @PostMapping("/{id}/messages/{message}/attempts")
    @Access(value = Who.TEAM, needs = ShopRights.INTEGRATIONS)
    @RateLimited("send-webhook")
    String sendAgain(
            Caller caller,
            @PathVariable ShopId shop,
            @PathVariable EndpointId id,
            @PathVariable MessageId message,
            RedirectAttributes next) {
        return to(page(shop, id), next, () -> {
            sendAgain.send(caller, shop, id, message);
            return "";
        });
    }

    /** A list of another's shop would be empty, and its form lead nowhere. */
    private static void mustRun(Caller caller, ShopId shop) {
        if (!List.of(caller.where(ShopRights.INTEGRATIONS)).contains(shop.value())) {
            throw IntegrationRefused.noSuchEndpoint();
        }
    }

    private static String page(ShopId shop, EndpointId id) {
        return "/shops/" + shop + "/webhooks/" + id;
    }

    /** {@code act} gives a secret to be shown, or nothing. */
    private static String to(String page, RedirectAttributes next, Supplier<String> act) {
        try {
            next.addFlashAttribute("secret", act.get());
        } catch (IntegrationRefused refused) {
            next.addFlashAttribute("refusal", refused.detail());
        }
        return "redirect:" + page;
    }
}
