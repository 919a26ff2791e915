package dev.fairground.listings;

import dev.fairground.platform.objects.ObjectKey;
import dev.fairground.platform.pictures.Prints;

/**
 * A picture of a listing; its bytes lie in the object store.
 *
 * @param hash of what was uploaded
 * @param full the object that a page shows, {@code width} by {@code height} pixels
 * @param card the smaller one for cards
 */
record Picture(PictureId id, String hash, ObjectKey full, ObjectKey card, int width, int height) {

    /** Keys begin with this; whatever lies there and is no picture's is rubbish. */
    static final String FOLDER = "listings/";

    static Picture of(ListingId listing, String hash, Prints prints) {
        var id = PictureId.next();
        return new Picture(
                id,
                hash,
                key(listing, id, "full"),
                key(listing, id, "card"),
                prints.full().width(),
                prints.full().height());
    }

    private static ObjectKey key(ListingId listing, PictureId id, String size) {
        return new ObjectKey(FOLDER + listing + "/" + id + "-" + size + ".jpg");
    }
}
