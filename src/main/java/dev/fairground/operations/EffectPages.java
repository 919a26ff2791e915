package dev.fairground.operations;

import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What releases did outside, and how it is undone, in an operator's browser. */
@Controller
@RequestMapping("/staff/effects")
class EffectPages {

    private final OperateEffects operate;

    EffectPages(OperateEffects operate) {
        this.operate = operate;
    }

    /** The plans, and what one release did where one is named. */
    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate")
    String all(@Valid Asked asked, @Valid PageRequest request, Model page) {
        page.addAttribute("kinds", EffectKind.values());
        page.addAttribute("asked", asked);
        if (asked.release() == null || asked.release().isEmpty()) {
            page.addAttribute("plans", operate.plans(request));
        } else {
            page.addAttribute("effects", operate.effects(asked.release(), asked.kind(), request));
        }
        return "operations/effects";
    }

    @PostMapping("/plans")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String plan(@Valid CompensationController.WantedCompensation wanted, RedirectAttributes next) {
        try {
            next.addAttribute("id", operate.plan(wanted.release(), wanted.kind(), wanted.why()));
            return "redirect:/staff/effects/plans/{id}";
        } catch (Refusal refused) {
            next.addFlashAttribute("refusal", refused.detail());
            return "redirect:/staff/effects";
        }
    }

    @GetMapping("/plans/{id}")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String one(@PathVariable UUID id, @Valid PageRequest request, Model page) {
        page.addAttribute("plan", operate.plan(id));
        page.addAttribute("sums", operate.sums(id));
        page.addAttribute("items", operate.items(id, request));
        return "operations/compensation";
    }

    @PostMapping("/plans/{id}/approve")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String approve(@PathVariable UUID id, RedirectAttributes next) {
        return back(next, () -> operate.approve(id));
    }

    @PostMapping("/plans/{id}/run")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String begin(@PathVariable UUID id, RedirectAttributes next) {
        return back(next, () -> operate.begin(id));
    }

    private static String back(RedirectAttributes next, Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            next.addFlashAttribute("refusal", refused.detail());
        }
        return "redirect:/staff/effects/plans/{id}";
    }

    /**
     * @param release the commit, or none to see the plans
     * @param kind of this kind alone, or of all where it is left out
     */
    record Asked(
            @Nullable @Pattern(regexp = "|" + OperateEffects.RELEASE, message = "Is a commit, such as 1a2b3c4.")
            String release,

            @Nullable EffectKind kind) {}
}
