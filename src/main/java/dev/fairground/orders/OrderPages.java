package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.Shops;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Orders for people: those a member placed, and one of them, or of their shop, with its story so far and what its buyer may do next. */
@Controller
@RequestMapping("/orders")
class OrderPages {

    private final OrderViews views;
    private final Shops shops;
    private final CancelOrder cancelOrder;
    private final DeliverOrder deliverOrder;
    private final TakeBack takeBack;

    OrderPages(OrderViews views, Shops shops, CancelOrder cancelOrder, DeliverOrder deliverOrder, TakeBack takeBack) {
        this.views = views;
        this.shops = shops;
        this.cancelOrder = cancelOrder;
        this.deliverOrder = deliverOrder;
        this.takeBack = takeBack;
    }

    @GetMapping
    @Access(Who.MEMBER)
    String bought(Caller buyer, @Valid PageRequest request, Model page) {
        page.addAttribute("orders", views.overview(buyer, request));
        return "orders/list";
    }

    @GetMapping("/{id}")
    @Access(Who.MEMBER)
    String one(Caller caller, @PathVariable OrderId id, Model page) {
        var order = views.one(id, caller).orElseThrow(OrderRefused::noSuchOrder);
        page.addAttribute("order", order);
        page.addAttribute("sold", !order.head().buyer().equals(caller.id()));
        page.addAttribute("shop", shops.name(order.head().shop()).orElseThrow());
        page.addAttribute("steps", OrderStep.of(order));
        page.addAttribute("trackingLink", order.trackingLink());
        return "orders/one";
    }

    @PostMapping("/{id}/cancellation")
    @Access(Who.MEMBER)
    String cancel(Caller buyer, @PathVariable OrderId id) {
        cancelOrder.cancel(buyer, id);
        return "redirect:/orders/" + id;
    }

    @PostMapping("/{id}/delivery")
    @Access(Who.MEMBER)
    String receive(Caller buyer, @PathVariable OrderId id) {
        deliverOrder.receive(buyer, id);
        return "redirect:/orders/" + id;
    }

    /** Of all that is left of the order; some of it goes back by way of the API. */
    @PostMapping("/{id}/returns")
    @Access(Who.MEMBER)
    String sendBack(Caller buyer, @PathVariable OrderId id, @RequestParam String reason) {
        if (reason.isBlank() || reason.length() > 500) {
            throw OrderRefused.reasonLength();
        }
        takeBack.ask(buyer, id, reason, List.of());
        return "redirect:/orders/" + id;
    }
}
