package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A shop's plan for the people who run it: what it allows, what it costs, until when it is paid, and what to do about it. */
@Controller
@RequestMapping("/shops/{shop}/plan")
class PlanPages {

    private final ChangePlan changePlan;
    private final PlanViews views;

    PlanPages(ChangePlan changePlan, PlanViews views) {
        this.changePlan = changePlan;
        this.views = views;
    }

    @GetMapping
    @Access(value = Who.TEAM, needs = ShopRights.PLAN)
    String plan(Caller caller, @PathVariable ShopId shop, Model page) {
        page.addAttribute("standing", views.of(shop, caller).orElseThrow(ShopRefused::noSuchShop));
        page.addAttribute("offers", views.offers());
        page.addAttribute("shop", shop);
        return "shops/plan";
    }

    /** Pressed twice, the second is told that the first is under way: the database keeps one fee at a time. */
    @PostMapping("/subscription")
    @Access(value = Who.TEAM, needs = ShopRights.PLAN)
    @RateLimited("plan-payment")
    String upgrade(
            Caller caller, @PathVariable ShopId shop, @RequestParam String paymentMethod, RedirectAttributes next) {
        return back(shop, next, () -> changePlan.upgrade(caller, shop, paymentMethod));
    }

    @PostMapping("/renewal")
    @Access(value = Who.TEAM, needs = ShopRights.PLAN)
    @RateLimited("plan-payment")
    String renew(
            Caller caller, @PathVariable ShopId shop, @RequestParam String paymentMethod, RedirectAttributes next) {
        return back(shop, next, () -> changePlan.renew(caller, shop, paymentMethod));
    }

    @PostMapping("/end")
    @Access(value = Who.TEAM, needs = ShopRights.PLAN)
    String end(Caller caller, @PathVariable ShopId shop, RedirectAttributes next) {
        return back(shop, next, () -> changePlan.end(caller, shop));
    }

    private static String back(ShopId shop, RedirectAttributes next, Runnable change) {
        try {
            change.run();
        } catch (ShopRefused refused) {
            next.addFlashAttribute("refusal", refused.detail());
        }
        return "redirect:/shops/" + shop + "/plan";
    }
}
