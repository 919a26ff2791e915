package dev.fairground.development;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder in which one clone keeps all it must not forget. One run has it at a time: two would corrupt each other's data. */
public final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the folder where it is missing, and takes it until closed or killed; {@link CannotStart} where it is taken or closed to us. */
    public static DataFolder take(Path path) {
        try {
            Files.createDirectories(path);
            var file = path.resolve("lock");
            var lock = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new CannotStart("Fairground is running from this folder already, as process "
                        + Files.readString(file).strip() + ": stop that one first.");
            }
            lock.truncate(0);
            lock.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return new DataFolder(path.toRealPath(), lock);
        } catch (IOException closed) {
            throw new CannotStart(
                    "The folder " + path.toAbsolutePath() + ", where all data are kept, cannot be written (" + closed
                            + "): make it writable, or move it away.");
        }
    }

    public Path path() {
        return path;
    }

    Path at(String name) {
        return path.resolve(name);
    }

    public Path simulators() {
        return at("simulators");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
