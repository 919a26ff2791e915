package dev.fairground.ops.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Sums of files, in a file beside them as {@code sha256sum --check} reads it, by which a byte that changed is noticed. */
final class Sums {

    private Sums() {}

    /** Writes those of {@code files} into {@code list}, with their paths from its folder. */
    static void write(Path list, List<Path> files) throws IOException {
        var lines = new ArrayList<String>();
        for (var file : files)
            lines.add(of(file) + "  " + list.resolveSibling("").relativize(file));
        Files.write(list, lines);
    }

    /** The files of {@code list} that are gone or not as they were, and the list itself where that is gone. */
    static List<Path> broken(Path list) throws IOException {
        if (!Files.exists(list)) return List.of(list);
        var broken = new ArrayList<Path>();
        for (var line : Files.readAllLines(list)) {
            var words = line.split("  ", 2);
            var file = list.resolveSibling(words[words.length - 1]);
            if (!Files.isRegularFile(file) || !of(file).equals(words[0])) broken.add(file);
        }
        return broken;
    }

    private static String of(Path file) throws IOException {
        try (var digest =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            Files.copy(file, digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
