package dev.fairground.ops.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of its own in memory, which can be filled to its last byte. Only the superuser may make one. */
final class SmallDisk implements AutoCloseable {

    private final Path place;
    private final Path ballast;

    private SmallDisk(Path place) {
        this.place = place;
        this.ballast = place.resolve("ballast");
    }

    /** A link at {@code name} leads to it. */
    static SmallDisk at(Path name, int megabytes) throws IOException {
        var place = Files.createTempDirectory("fairground-disk");
        int refused =
                run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "fairground", place.toString());
        if (refused != 0) {
            Files.delete(place);
            throw new IOException("A disk can only be made by the superuser of a Linux.");
        }
        Files.createSymbolicLink(name, place);
        return new SmallDisk(place);
    }

    /** Takes what room there is; again where some has become free. */
    void fill() {
        for (int piece = 1 << 16; piece >= 1; piece = piece > 1 ? piece / 16 : 0) take(piece);
    }

    private void take(int piece) {
        try (var file = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) file.write(ByteBuffer.allocate(piece));
        } catch (IOException full) {
            // which is what we want
        }
    }

    void makeRoom() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Without regard to who still has a file open there. */
    @Override
    public void close() throws IOException {
        run("umount", "-l", place.toString());
        Files.delete(place);
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
