package dev.fairground.platform.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files below one directory. A file is written beside its place, forced to disk and then moved there in one step, so a crash
 * or a full disk leaves no half picture. The directory belongs to us alone and holds no links: one that appears in it is not followed.
 */
final class LocalObjects implements ObjectStore {

    private final Path root;

    LocalObjects(ObjectsSettings settings) {
        try {
            this.root = Files.createDirectories(settings.directory()).toRealPath();
        } catch (IOException unusable) {
            throw new UncheckedIOException(
                    "The directory of objects cannot be used: " + settings.directory(), unusable);
        }
    }

    @Override
    public void put(ObjectKey key, InputStream bytes) throws IOException {
        Path place = root.resolve(key.text());
        Path folder = Files.createDirectories(folderOf(place));
        refuseLinks(folder);
        Path draft =
                folder.resolve("." + UUID.randomUUID()); // no key starts a part with a dot, so nobody can ask for it
        try {
            try (var file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                bytes.transferTo(Channels.newOutputStream(file));
                file.force(true);
            }
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public Optional<StoredObject> open(ObjectKey key) throws IOException {
        Path place = root.resolve(key.text());
        try {
            refuseLinks(place);
            if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            var file = FileChannel.open(place, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new StoredObject(Channels.newInputStream(file), file.size()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(ObjectKey key) throws IOException {
        Path place = root.resolve(key.text());
        if (Files.exists(folderOf(place))) {
            refuseLinks(folderOf(place));
            Files.deleteIfExists(place);
        }
    }

    @Override
    public List<Listed> list(String folder, String after, int atMost) throws IOException {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<ObjectKey> keys;
        try (var files = Files.walk(start)) {
            keys = files.map(file -> root.relativize(file).toString())
                    .flatMap(name -> ObjectKey.parse(name).stream())
                    .filter(key -> key.text().compareTo(after) > 0)
                    .sorted(Comparator.comparing(ObjectKey::text))
                    .limit(atMost)
                    .toList();
        }
        var listed = new ArrayList<Listed>();
        for (ObjectKey key : keys) {
            listed.add(new Listed(
                    key,
                    Files.getLastModifiedTime(root.resolve(key.text()), LinkOption.NOFOLLOW_LINKS)
                            .toInstant()));
        }
        return listed;
    }

    /** Where a path really leads is where it says, or something in it is a link; then it does not exist for us. */
    private static void refuseLinks(Path place) throws IOException {
        if (!place.toRealPath().equals(place)) {
            throw new NoSuchFileException("An object's path leads through a link");
        }
    }

    private Path folderOf(Path place) {
        Path folder = place.getParent();
        return folder == null ? root : folder;
    }
}
