package dev.fairground.platform.objects;

import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps bytes by key. Not transactional: put before the row that names the key is committed, and delete after the row is gone, so that a
 * crash leaves an unused object and never a dangling name. A store that is another machine is not called inside a transaction at all, and
 * each method is refused with {@code objects-unavailable} while it does not answer.
 */
@Shows("db-object-storage")
public interface ObjectStore {

    /**
     * Stores all of {@code bytes}; whoever reads meanwhile sees the whole object or none. Repeating it is harmless. A key is never used
     * again for other bytes, because browsers keep what they got for a year.
     */
    void put(ObjectKey key, InputStream bytes) throws IOException;

    /** The object, to be closed by the caller, or empty if there is none. */
    Optional<StoredObject> open(ObjectKey key) throws IOException;

    /** Removes the object if it is there. */
    void delete(ObjectKey key) throws IOException;

    /**
     * What lies below {@code folder}, such as {@code listings/}, in the order of the keys: at most so many of those behind the key
     * {@code after}, which is empty for the first. Whatever has a name that is no key of ours is passed over.
     */
    List<Listed> list(String folder, String after, int atMost) throws IOException;

    /** An object and since when it is there. */
    record Listed(ObjectKey key, Instant storedAt) {}

    /** An open object; {@code size} in bytes. */
    record StoredObject(InputStream bytes, long size) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
