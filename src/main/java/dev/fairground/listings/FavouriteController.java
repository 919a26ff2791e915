package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a member wants to find again, last kept first. */
@RestController
@RequestMapping("/api/{version}/me/favourites")
class FavouriteController {

    private final KeepFavourite favourites;
    private final ListingViews views;

    FavouriteController(KeepFavourite favourites, ListingViews views) {
        this.favourites = favourites;
        this.views = views;
    }

    @PutMapping(path = "/{id}", version = "1+")
    @Access(value = Who.MEMBER, scope = "profile:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(Caller member, @PathVariable ListingId id) {
        favourites.keep(member, id);
    }

    @DeleteMapping(path = "/{id}", version = "1+")
    @Access(value = Who.MEMBER, scope = "profile:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void letGo(Caller member, @PathVariable ListingId id) {
        favourites.letGo(member, id);
    }

    @GetMapping(version = "1")
    @Access(value = Who.MEMBER, scope = "profile:read")
    Page<ListingShapes.CardV1> allV1(Caller member, @Valid PageRequest page) {
        return views.favouritesOf(member, page).map(ListingShapes.CardV1::of);
    }

    @GetMapping(version = "2")
    @Access(value = Who.MEMBER, scope = "profile:read")
    Page<ListingShapes.CardV2> allV2(Caller member, @Valid PageRequest page) {
        return views.favouritesOf(member, page).map(ListingShapes.CardV2::of);
    }
}
