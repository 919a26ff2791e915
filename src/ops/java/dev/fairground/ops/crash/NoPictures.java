package dev.fairground.ops.crash;

import dev.fairground.platform.objects.ObjectKey;
import dev.fairground.platform.objects.ObjectStore;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Where the seed puts what nobody is going to look at. */
final class NoPictures implements ObjectStore {

    @Override
    public void put(ObjectKey key, InputStream bytes) {}

    @Override
    public Optional<StoredObject> open(ObjectKey key) {
        return Optional.empty();
    }

    @Override
    public void delete(ObjectKey key) {}

    @Override
    public List<Listed> list(String folder, String after, int atMost) {
        return List.of();
    }
}
