package dev.fairground.operations;

import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.outbox.OutboxViews;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Outgoing deliveries in an operator's browser. */
@Controller
@RequestMapping("/staff/outbox")
class OutboxPages {

    private final OutboxViews views;
    private final OperateOutbox operate;

    OutboxPages(OutboxViews views, OperateOutbox operate) {
        this.views = views;
        this.operate = operate;
    }

    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate")
    String all(@Valid PageRequest request, Model page) {
        var listeners = views.listeners();
        page.addAttribute("listeners", listeners);
        page.addAttribute(
                "paused", listeners.stream().filter(one -> one.paused() != null).count());
        page.addAttribute("dead", operate.dead(null, request));
        return "operations/outbox";
    }

    @GetMapping("/{listener}")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String listener(@PathVariable String listener, @Valid PageRequest request, Model page) {
        page.addAttribute("waiting", operate.waiting(listener, request));
        page.addAttribute(
                "listener",
                views.listeners().stream()
                        .filter(one -> one.id().equals(listener))
                        .findFirst()
                        .orElseThrow(OperatorRefused::noSuchListener));
        return "operations/listener";
    }

    @PostMapping("/{listener}/pause")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String pause(@PathVariable String listener, @Valid Why why) {
        operate.pause(listener, why.why());
        return "redirect:/staff/outbox";
    }

    @PostMapping("/{listener}/resume")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String resume(@PathVariable String listener) {
        operate.resume(listener);
        return "redirect:/staff/outbox";
    }

    @PostMapping("/{listener}/requeue")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String requeueDead(@PathVariable String listener) {
        operate.requeueDead(listener);
        return "redirect:/staff/outbox";
    }

    @PostMapping("/deliveries/{id}/requeue")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String requeue(@PathVariable UUID id, RedirectAttributes next) {
        return back(next, () -> operate.requeue(id));
    }

    @PostMapping("/deliveries/{id}/discard")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String discard(@PathVariable UUID id, @Valid Why why, RedirectAttributes next) {
        return back(next, () -> operate.discard(id, why.why()));
    }

    /** Somebody else may have decided meanwhile, which the list then shows. */
    private static String back(RedirectAttributes next, Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            next.addFlashAttribute("refusal", refused.detail());
        }
        return "redirect:/staff/outbox";
    }
}
