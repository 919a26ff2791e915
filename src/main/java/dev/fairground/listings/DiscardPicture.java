package dev.fairground.listings;

import dev.fairground.platform.objects.ObjectKey;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Removes the objects of a picture that a shop took away. */
@Component
class DiscardPicture {

    private final ObjectStore objects;

    DiscardPicture(ObjectStore objects) {
        this.objects = objects;
    }

    @OutboxListener(id = "listings.discard-picture", effect = Effect.OUTSIDE, lane = Lane.BULK)
    void on(PictureRemoved removed) throws IOException {
        objects.delete(new ObjectKey(removed.full()));
        objects.delete(new ObjectKey(removed.card()));
    }
}
