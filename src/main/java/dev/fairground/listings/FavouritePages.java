package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a member wants to find again, for people. */
@Controller
@RequestMapping("/favourites")
class FavouritePages {

    private final KeepFavourite favourites;
    private final ListingViews views;

    FavouritePages(KeepFavourite favourites, ListingViews views) {
        this.favourites = favourites;
        this.views = views;
    }

    @GetMapping
    @Access(Who.MEMBER)
    String all(Caller member, @Valid PageRequest request, Model page) {
        page.addAttribute("kept", views.favouritesOf(member, request).map(Listings.OnOffer::of));
        return "listings/favourites";
    }

    @PostMapping("/{id}")
    @Access(Who.MEMBER)
    String keep(Caller member, @PathVariable ListingId id) {
        favourites.keep(member, id);
        return "redirect:/listings/" + id;
    }

    @PostMapping("/{id}/end")
    @Access(Who.MEMBER)
    String letGo(Caller member, @PathVariable ListingId id) {
        favourites.letGo(member, id);
        return "redirect:/listings/" + id;
    }
}
