package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.catalog.Attribute;
import dev.fairground.catalog.Catalog;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One thing for people, with all that its seller says of it. */
@Controller
class ListingPages {

    private final ListingViews views;
    private final KeepFavourite favourites;
    private final Catalog catalog;
    private final Instance instance;

    ListingPages(ListingViews views, KeepFavourite favourites, Catalog catalog, Instance instance) {
        this.views = views;
        this.favourites = favourites;
        this.catalog = catalog;
        this.instance = instance;
    }

    @GetMapping("/listings/{id}")
    @Access(Who.ANYONE)
    String one(@PathVariable ListingId id, Optional<Caller> caller, Model page) {
        var listing = views.one(id, caller).orElseThrow(ListingRefused::noSuchListing);
        var tree = catalog.tree();
        var category = listing.card().category();
        page.addAttribute("listing", listing);
        page.addAttribute("picture", listing.card().pictureAddress());
        page.addAttribute("path", tree.path(category));
        page.addAttribute("facts", facts(tree.attributes(category), listing.attributes()));
        caller.ifPresent(member -> page.addAttribute("kept", favourites.keeps(member, id)));
        page.addAttribute("api", instance.page("/api/v2"));
        return "listings/one";
    }

    /** In the order of the category; what it no longer knows is left out. */
    private static List<Map.Entry<String, String>> facts(List<Attribute> known, Attributes said) {
        return known.stream()
                .filter(attribute -> said.values().containsKey(attribute.key()))
                .map(attribute -> Map.entry(
                        attribute.name(),
                        said.values().get(attribute.key()) + (attribute.unit() == null ? "" : " " + attribute.unit())))
                .toList();
    }
}
