package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.audit.Audit;
import dev.fairground.shops.ShopRights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A shop adds a picture to a listing, takes one away, or shows them in another order. The first is the one on cards. */
@Component
class ArrangePictures {

    private final ListingStore listings;
    private final PictureStore pictures;
    private final Shelf shelf;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    ArrangePictures(
            ListingStore listings, PictureStore pictures, Shelf shelf, Audit audit, ApplicationEventPublisher events) {
        this.listings = listings;
        this.pictures = pictures;
        this.shelf = shelf;
        this.audit = audit;
        this.events = events;
    }

    /** Names a picture whose objects are stored; or gives the one that another request named meanwhile for the same upload. */
    @Transactional
    Picture add(Caller caller, ListingId listing, Picture picture) {
        var gallery = locked(caller, listing);
        return gallery.same(picture.hash()).orElseGet(() -> {
            shelf.mustHoldPicture(gallery);
            pictures.add(listing, picture, gallery.pictures().size());
            audit.record("listing.picture-added", "listing/" + listing, Map.of(), Map.of("picture", picture.id()));
            return picture;
        });
    }

    @Transactional
    void remove(Caller caller, ListingId listing, PictureId id) {
        var gallery = locked(caller, listing);
        var removed = gallery.one(id);
        pictures.remove(id);
        pictures.arrange(
                listing,
                gallery.pictures().stream()
                        .map(Picture::id)
                        .filter(kept -> !kept.equals(id))
                        .toList());
        audit.record("listing.picture-removed", "listing/" + listing, Map.of("picture", id), Map.of());
        events.publishEvent(
                new PictureRemoved(removed.full().text(), removed.card().text()));
    }

    @Transactional
    void order(Caller caller, ListingId listing, List<PictureId> order) {
        locked(caller, listing).mustBeAll(order);
        pictures.arrange(listing, order);
        audit.record("listing.pictures-ordered", "listing/" + listing, Map.of(), Map.of("first", order.getFirst()));
    }

    private Gallery locked(Caller caller, ListingId listing) {
        var shops = caller.where(ShopRights.LISTINGS);
        if (listings.lock(listing.value(), Arrays.asList(shops)).isEmpty()) {
            throw ListingRefused.noSuchListing();
        }
        return pictures.gallery(listing, shops).orElseThrow(ListingRefused::noSuchListing);
    }
}
