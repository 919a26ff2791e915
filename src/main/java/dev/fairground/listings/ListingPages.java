package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.catalog.Catalog;
import dev.fairground.catalog.CategoryId;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Listings for people: one thing, or what a category has on offer. */
@Controller
class ListingPages {

    private final ListingViews views;
    private final Catalog catalog;
    private final Instance instance;

    ListingPages(ListingViews views, Catalog catalog, Instance instance) {
        this.views = views;
        this.catalog = catalog;
        this.instance = instance;
    }

    @GetMapping("/listings/{id}")
    @Access(Who.ANYONE)
    String one(@PathVariable ListingId id, Optional<Caller> caller, Model page) {
        var listing = views.one(id, caller).orElseThrow(ListingRefused::noSuchListing);
        page.addAttribute("listing", listing);
        page.addAttribute("picture", listing.card().pictureAddress());
        page.addAttribute("path", catalog.tree().path(listing.card().category()));
        page.addAttribute("api", instance.page("/api/v2"));
        return "listings/one";
    }

    @GetMapping("/categories/{id}")
    @Access(Who.ANYONE)
    String category(@PathVariable CategoryId id, @Valid PageRequest request, Model page) {
        var tree = catalog.tree();
        page.addAttribute("category", tree.get(id));
        page.addAttribute("path", tree.path(id));
        page.addAttribute("below", tree.children(id));
        page.addAttribute("offers", views.newestIn(tree.subtree(id), request).map(Listings.OnOffer::of));
        return "listings/category";
    }
}
