package dev.fairground.seed;

import static dev.fairground.testing.RowFixture.aRow;

import dev.fairground.platform.objects.ObjectKey;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.testing.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** A picture of a seeded listing: its row, and its files, which are named for the listing and the shape and hence are always the same. */
record SeedPicture(UUID listing, String category, String title, PictureShape shape) {

    void hang(Rows rows, int position) {
        aRow("listings.picture")
                .with("listing_id", listing)
                .with("position", position)
                .with("object_key", full().text())
                .with("card_key", card().text())
                .with("width", shape.width())
                .with("height", shape.height())
                .in(rows);
    }

    /** Does nothing where the files lie there already, from a seed that was killed before its rows were committed. */
    void drawInto(ObjectStore objects) {
        try {
            var there = objects.open(card());
            if (there.isPresent()) {
                there.get().close();
                return;
            }
            var drawing = DrawnPictures.drawing(category, title, Seed.RANDOM_SEED);
            objects.put(full(), new ByteArrayInputStream(shape.png(drawing)));
            if (shape.needsCard()) objects.put(card(), new ByteArrayInputStream(shape.card(drawing)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ObjectKey full() {
        return new ObjectKey("seed/" + listing + "-" + shape.word() + ".png");
    }

    private ObjectKey card() {
        return shape.needsCard() ? new ObjectKey("seed/" + listing + "-" + shape.word() + "-card.png") : full();
    }
}
