package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How full a shop's shelf is, and what its plan keeps off it. Which of them to keep the shop decides by withdrawing and publishing. */
@RestController
@RequestMapping("/api/{version}")
class ShelfController {

    private final ShelfViews views;

    ShelfController(ShelfViews views) {
        this.views = views;
    }

    @GetMapping(path = "/shops/{shop}/shelf", version = "1+")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:read")
    ShelfViews.ShelfView shelf(Caller caller, @PathVariable ShopId shop, @Valid PageRequest page) {
        return views.of(shop, caller, page).orElseThrow(ListingRefused::noSuchShop);
    }
}
