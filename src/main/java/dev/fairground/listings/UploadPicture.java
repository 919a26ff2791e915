package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.platform.pictures.Darkroom;
import dev.fairground.platform.pictures.Upload;
import dev.fairground.shops.ShopRights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/**
 * Takes a picture in: looks, develops, stores, and only then names it in a row. None of it but the last step is in a transaction, since
 * the store may be another machine; what a crash in between leaves is two objects without a name, and {@link SweepPictures} finds those.
 *
 * <p>The same file again gives the same picture, so a client whose answer was lost just repeats. It needs no key for that, and could
 * use none: what runs under one runs in a transaction.
 */
@Component
class UploadPicture {

    private final PictureStore pictures;
    private final Shelf shelf;
    private final Darkroom darkroom;
    private final ObjectStore objects;
    private final ArrangePictures arrangePictures;

    UploadPicture(
            PictureStore pictures,
            Shelf shelf,
            Darkroom darkroom,
            ObjectStore objects,
            ArrangePictures arrangePictures) {
        this.pictures = pictures;
        this.shelf = shelf;
        this.darkroom = darkroom;
        this.objects = objects;
        this.arrangePictures = arrangePictures;
    }

    /** Refused where the file is no picture that we take, and with {@code plan-pictures-used-up}. */
    Picture upload(Caller caller, ListingId listing, InputStream body) throws IOException {
        var gallery =
                pictures.gallery(listing, caller.where(ShopRights.LISTINGS)).orElseThrow(ListingRefused::noSuchListing);
        return darkroom.receive(body, upload -> {
            var same = gallery.same(upload.hash());
            if (same.isPresent()) {
                return same.get();
            }
            shelf.mustHoldPicture(gallery); // asked again under the lock; here it saves the work
            return arrangePictures.add(caller, listing, stored(listing, upload));
        });
    }

    private Picture stored(ListingId listing, Upload upload) throws IOException {
        var prints = upload.develop();
        var picture = Picture.of(listing, upload.hash(), prints);
        objects.put(picture.full(), new ByteArrayInputStream(prints.full().jpeg()));
        objects.put(picture.card(), new ByteArrayInputStream(prints.card().jpeg()));
        return picture;
    }
}
