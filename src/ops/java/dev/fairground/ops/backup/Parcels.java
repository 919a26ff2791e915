package dev.fairground.ops.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Carries an archive away and back: the copy as one zip, cut into pieces, then what belongs to it, then the segments of log, and last the word
 * of how far it reaches. So what is interrupted leaves what was there before, or nothing that would be taken for a backup.
 */
final class Parcels {

    private static final int PIECE = 16 << 20;

    private final Away away;

    Parcels(Away away) {
        this.away = away;
    }

    /** Sends what is not there yet, and returns how many parcels that were. {@code name} is that of the backup. */
    int send(Path archive, String name) throws IOException {
        var there = new HashSet<>(away.names(name + "/"));
        int sent = 0;
        if (!there.contains(name + "/whole")) {
            sent += sendCopy(archive.resolve("base"), name);
            for (var file : List.of("base.sha256", "whole")) {
                away.put(name + "/" + file, Files.readAllBytes(archive.resolve(file)));
                sent++;
            }
        }
        byte[] reach = Files.readAllBytes(archive.resolve("reach"));
        for (var file : filesOf(archive.resolve("wal"))) {
            var parcel = name + "/wal/" + file.getFileName();
            if (there.contains(parcel)) continue;
            away.put(parcel, packed(Files.readAllBytes(file)));
            sent++;
        }
        away.put(name + "/reach", reach);
        sent++;
        int kept = away.names(name + "/").size();
        if (kept < there.size() + sent - (there.contains(name + "/reach") ? 1 : 0)) {
            throw new Unusable("The store of backups took parcels of " + name + " in and does not have them.");
        }
        return sent;
    }

    /** The names of the backups that are whole there, oldest first. */
    List<String> whole() throws IOException {
        return away.names("").stream()
                .filter(parcel -> parcel.matches("[^/]+/reach"))
                .map(parcel -> parcel.substring(0, parcel.indexOf('/')))
                .toList();
    }

    /** Brings that backup into {@code folder}, which is made. */
    void bring(String name, Path folder) throws IOException {
        var there = away.names(name + "/");
        Files.createDirectories(folder.resolve("wal"));
        unzip(
                there.stream()
                        .filter(parcel -> parcel.startsWith(name + "/base/"))
                        .toList(),
                folder.resolve("base"));
        for (var parcel : there) {
            var file = parcel.substring(name.length() + 1);
            if (file.startsWith("wal/")) {
                Files.write(folder.resolve(file), unpacked(away.get(parcel)));
            } else if (!file.startsWith("base/")) {
                Files.write(folder.resolve(file), away.get(parcel));
            }
        }
    }

    void forget(String name) throws IOException {
        away.delete(name + "/reach"); // without that it is no backup any more, whatever of it is left
        for (var parcel : away.names(name + "/")) away.delete(parcel);
    }

    private int sendCopy(Path base, String name) throws IOException {
        try (var pieces = new Pieces(name);
                var zip = new ZipOutputStream(pieces);
                var files = Files.walk(base)) {
            for (var file : files.filter(file -> !file.equals(base)).sorted().toList()) {
                boolean folder = Files.isDirectory(file);
                zip.putNextEntry(new ZipEntry(base.relativize(file) + (folder ? "/" : "")));
                if (!folder) Files.copy(file, zip);
            }
            zip.finish();
            return pieces.end();
        }
    }

    private void unzip(List<String> pieces, Path base) throws IOException {
        Files.createDirectories(base);
        var streams = pieces.stream()
                .<InputStream>map(piece -> new OnDemand(() -> away.get(piece)))
                .toList();
        try (var zip = new ZipInputStream(new SequenceInputStream(Collections.enumeration(streams)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var place = base.resolve(entry.getName()).normalize();
                if (!place.startsWith(base)) throw new Unusable("The backup names a file outside of itself: " + entry);
                if (entry.isDirectory()) Files.createDirectories(place);
                else Files.copy(zip, place);
            }
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The end of a segment that was switched away from is empty. */
    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        }
    }

    /** Sends what is written to it, piece by piece. */
    private final class Pieces extends OutputStream {

        private final String name;
        private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
        private int sent;

        Pieces(String name) {
            this.name = name;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            piece.write(bytes, from, length);
            if (piece.size() >= PIECE) end();
        }

        /** Returns how many there were. */
        int end() throws IOException {
            if (piece.size() > 0) {
                away.put("%s/base/%06d".formatted(name, ++sent), piece.toByteArray());
                piece.reset();
            }
            return sent;
        }
    }

    /** Fetched when it is its turn to be read. */
    private static final class OnDemand extends InputStream {

        private final Fetch fetch;
        private @Nullable InputStream bytes;

        OnDemand(Fetch fetch) {
            this.fetch = fetch;
        }

        interface Fetch {
            byte[] bytes() throws IOException;
        }

        @Override
        public int read() throws IOException {
            return bytes().read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return bytes().read(into, from, length);
        }

        private InputStream bytes() throws IOException {
            if (bytes == null) bytes = new ByteArrayInputStream(fetch.bytes());
            return bytes;
        }
    }
}
