package dev.fairground.platform.objects;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps bytes by key. Not transactional: put before the row that names the key is committed, and delete after the row is gone, so that a
 * crash leaves an unused object and never a dangling name.
 */
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

    /** An open object; {@code size} in bytes. */
    record StoredObject(InputStream bytes, long size) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
