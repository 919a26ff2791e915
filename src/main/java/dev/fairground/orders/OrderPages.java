package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.Shops;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Orders for people: those a member placed, and one of them, or of their shop, with its story so far. */
@Controller
@RequestMapping("/orders")
class OrderPages {

    private final OrderViews views;
    private final Shops shops;

    OrderPages(OrderViews views, Shops shops) {
        this.views = views;
        this.shops = shops;
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
        return "orders/one";
    }
}
