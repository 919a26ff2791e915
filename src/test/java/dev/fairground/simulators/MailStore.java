package dev.fairground.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Received mail, one {@code .eml} file each, named for the moment of its arrival: the name is the id, and ids are in the
 * order of arrival. A file appears under that name only when it is whole.
 */
final class MailStore {

    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final NavigableMap<String, Mail> mails = new TreeMap<>();

    private MailStore(Path folder) {
        this.folder = folder;
    }

    static MailStore open(Path folder) {
        var store = new MailStore(folder);
        try {
            Files.createDirectories(folder);
            try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (var file : files) store.read(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the mail in " + folder, e);
        }
        return store;
    }

    private void read(Path file) throws IOException {
        var id = file.getFileName().toString().replace(SUFFIX, "");
        mails.put(id, Mail.parse(id, Instant.ofEpochMilli(Long.parseLong(id)), Files.readAllBytes(file)));
    }

    /** Returns when the message is on disk. */
    synchronized Mail receive(byte[] raw) throws IOException {
        long last = mails.isEmpty() ? 0 : Long.parseLong(mails.lastKey());
        long moment = Math.max(System.currentTimeMillis(), last + 1);
        var id = String.valueOf(moment);
        var partial = folder.resolve(id + ".partial");
        try (var channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(raw);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(partial, folder.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        var mail = Mail.parse(id, Instant.ofEpochMilli(moment), raw);
        mails.put(id, mail);
        return mail;
    }

    /** Also by the word {@code latest}. */
    synchronized Optional<Mail> find(String id) {
        if (id.equals("latest")) return newestFirst().stream().findFirst();
        return Optional.ofNullable(mails.get(id));
    }

    synchronized List<Mail> newestFirst() {
        return List.copyOf(mails.descendingMap().values());
    }

    synchronized void delete(String id) {
        if (mails.remove(id) == null) return;
        try {
            Files.deleteIfExists(folder.resolve(id + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void clear() {
        List.copyOf(mails.keySet()).forEach(this::delete);
    }
}
