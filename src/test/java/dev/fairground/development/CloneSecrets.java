package dev.fairground.development;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of one clone: made at its first start, kept in {@code .data}, in nobody's repository. Each begins with a mark by which
 * a production start refuses it.
 */
public final class CloneSecrets {

    private static final String MARK = "development-only-";
    private static final int TOTP_BYTES = 20; // what RFC 4226 recommends
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties known = new Properties();
    private final byte[] key;

    private CloneSecrets(Path file, byte[] key) {
        this.file = file;
        this.key = key;
    }

    /** Reads what the folder holds, and makes the key where there is none. */
    public static CloneSecrets in(Path dataFolder) {
        try {
            var key = dataFolder.resolve("key");
            if (!Files.exists(key)) {
                writeForUsAlone(key, random(32) + "\n");
            }
            var secrets = new CloneSecrets(
                    dataFolder.resolve("secrets.properties"),
                    HexFormat.of().parseHex(Files.readString(key).strip()));
            if (Files.exists(secrets.file)) {
                try (var reader = Files.newBufferedReader(secrets.file)) {
                    secrets.known.load(reader);
                }
            }
            return secrets;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The secret of that name; made when first asked for, and the same ever after. */
    public String get(String name) {
        return get(name, 16);
    }

    private String get(String name, int bytes) {
        String secret = known.getProperty(name);
        if (secret == null) {
            secret = MARK + random(bytes);
            known.setProperty(name, secret);
            save();
        }
        return secret;
    }

    /** The password that the whole cast shares. */
    public String castPassword() {
        return get("CAST_PASSWORD", 6); // people type it
    }

    /** The secret behind a cast member's one-time codes: the same in every database that this clone seeds. */
    public byte[] secondFactor(String castMember) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(("second factor of " + castMember).getBytes()), TOTP_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has HmacSHA256
        }
    }

    private void save() {
        var lines = new StringBuilder(
                "# Secrets of this clone, for development alone. Delete the file and new ones are made.\n");
        known.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> lines.append(name)
                        .append('=')
                        .append(known.getProperty(name))
                        .append('\n'));
        try {
            writeForUsAlone(file, lines.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Beside its place first: a kill leaves the old file or the new one, never half of one. */
    private static void writeForUsAlone(Path file, String text) throws IOException {
        var beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
