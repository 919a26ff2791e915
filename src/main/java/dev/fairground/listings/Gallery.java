package dev.fairground.listings;

import dev.fairground.shops.ShopId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pictures of one listing of {@code shop}, in the order in which they are shown. */
record Gallery(ShopId shop, List<Picture> pictures) {

    /** The one that came of the same upload. */
    Optional<Picture> same(String hash) {
        return pictures.stream().filter(picture -> picture.hash().equals(hash)).findFirst();
    }

    Picture one(PictureId id) {
        return pictures.stream()
                .filter(picture -> picture.id().equals(id))
                .findFirst()
                .orElseThrow(ListingRefused::noSuchPicture);
    }

    /** An order that leaves one out, or was made before another came, would lose it. */
    void mustBeAll(List<PictureId> order) {
        var held = pictures.stream().map(Picture::id).collect(Collectors.toSet());
        if (order.size() != held.size() || !held.equals(new HashSet<>(order))) {
            throw ListingRefused.pictureOrder();
        }
    }
}
