package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.database.MayLag;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopId;
import jakarta.validation.Valid;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Listings to look at: one by its id, or a page of those that were searched for. Each version of the API has its own shape of the same rows. */
@RestController
@RequestMapping("/api/{version}")
class ListingController {

    private final ListingViews views;
    private final ListingSearch listings;

    ListingController(ListingViews views, ListingSearch listings) {
        this.views = views;
        this.listings = listings;
    }

    @GetMapping(path = "/listings/{id}", version = "1")
    @MayLag
    @Access(Who.ANYONE)
    ListingShapes.DetailV1 oneV1(@PathVariable ListingId id, Optional<Caller> caller) {
        return ListingShapes.DetailV1.of(one(id, caller));
    }

    @GetMapping(path = "/listings/{id}", version = "2")
    @MayLag
    @Access(Who.ANYONE)
    ListingShapes.DetailV2 oneV2(@PathVariable ListingId id, Optional<Caller> caller) {
        return ListingShapes.DetailV2.of(one(id, caller));
    }

    @GetMapping(path = "/listings", version = "1")
    @MayLag
    @Access(Who.ANYONE)
    @RateLimited("search")
    Page<ListingShapes.CardV1> foundV1(@Valid Search search, @Valid PageRequest page) {
        return listings.find(search, page).map(ListingShapes.CardV1::of);
    }

    @GetMapping(path = "/listings", version = "2")
    @MayLag
    @Access(Who.ANYONE)
    @RateLimited("search")
    Page<ListingShapes.CardV2> foundV2(@Valid Search search, @Valid PageRequest page) {
        return listings.find(search, page).map(ListingShapes.CardV2::of);
    }

    @GetMapping(path = "/shops/{shop}/listings", version = "1")
    @Access(Who.ANYONE)
    Page<ListingShapes.CardV1> ofShopV1(@PathVariable ShopId shop, Optional<Caller> caller, @Valid PageRequest page) {
        return views.ofShop(shop, caller, page).map(ListingShapes.CardV1::of);
    }

    @GetMapping(path = "/shops/{shop}/listings", version = "2")
    @Access(Who.ANYONE)
    Page<ListingShapes.CardV2> ofShopV2(@PathVariable ShopId shop, Optional<Caller> caller, @Valid PageRequest page) {
        return views.ofShop(shop, caller, page).map(ListingShapes.CardV2::of);
    }

    private ListingViews.Detail one(ListingId id, Optional<Caller> caller) {
        return views.one(id, caller).orElseThrow(ListingRefused::noSuchListing);
    }
}
