package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.catalog.Catalog;
import dev.fairground.catalog.CategoryId;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopId;
import jakarta.validation.Valid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Listings to look at: one by its id, or a page of them. Each version of the API has its own shape of the same rows. */
@RestController
@RequestMapping("/api/{version}")
class ListingController {

    private final ListingViews views;
    private final Catalog catalog;

    ListingController(ListingViews views, Catalog catalog) {
        this.views = views;
        this.catalog = catalog;
    }

    @GetMapping(path = "/listings/{id}", version = "1")
    @Access(Who.ANYONE)
    ListingShapes.DetailV1 oneV1(@PathVariable ListingId id, Optional<Caller> caller) {
        return ListingShapes.DetailV1.of(one(id, caller));
    }

    @GetMapping(path = "/listings/{id}", version = "2")
    @Access(Who.ANYONE)
    ListingShapes.DetailV2 oneV2(@PathVariable ListingId id, Optional<Caller> caller) {
        return ListingShapes.DetailV2.of(one(id, caller));
    }

    @GetMapping(path = "/listings", version = "1")
    @Access(Who.ANYONE)
    Page<ListingShapes.CardV1> newestV1(
            @RequestParam(required = false) @Nullable CategoryId category, @Valid PageRequest page) {
        return newest(category, page).map(ListingShapes.CardV1::of);
    }

    @GetMapping(path = "/listings", version = "2")
    @Access(Who.ANYONE)
    Page<ListingShapes.CardV2> newestV2(
            @RequestParam(required = false) @Nullable CategoryId category, @Valid PageRequest page) {
        return newest(category, page).map(ListingShapes.CardV2::of);
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

    private Page<ListingViews.Card> newest(@Nullable CategoryId category, PageRequest page) {
        if (category == null) {
            return views.newest(page);
        }
        var categories = catalog.tree().subtree(category);
        if (categories.isEmpty()) {
            throw ListingRefused.unknownCategory();
        }
        return views.newestIn(categories, page);
    }
}
