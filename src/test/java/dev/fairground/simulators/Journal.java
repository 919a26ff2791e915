package dev.fairground.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lines on disk, only ever added to. A line that was appended survives a kill of the process and a loss of power; one
 * that was being written when the process died has no line end yet and is cut off at the next opening.
 *
 * <p>Not a channel: those close themselves when a writing thread is interrupted, and stopping interrupts.
 */
final class Journal implements AutoCloseable {

    private final RandomAccessFile file;

    private Journal(RandomAccessFile file) {
        this.file = file;
    }

    static Journal open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            var file = new RandomAccessFile(path.toFile(), "rw");
            if (!locked(file)) {
                file.close();
                throw new IllegalStateException("Another simulator is using " + path);
            }
            return new Journal(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + path, e);
        }
    }

    private static boolean locked(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** Every whole line, oldest first; drops a torn last one from the file. To be called before the first append. */
    List<String> replay() {
        try {
            var bytes = new byte[Math.toIntExact(file.length())];
            file.seek(0);
            file.readFully(bytes);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') whole--;
            file.setLength(whole);
            return new String(bytes, 0, whole, UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the line is on disk. */
    void append(String line) {
        try {
            long before = file.length();
            try {
                file.seek(before);
                file.write((line + '\n').getBytes(UTF_8));
                file.getFD().sync();
            } catch (IOException e) {
                // A full disk must not leave half a line in front of the next one.
                file.setLength(before);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        try {
            file.setLength(0);
            file.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
