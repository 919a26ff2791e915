package dev.fairground.platform.pictures;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes that somebody sent as a picture; they may be anything. */
public final class Upload {

    private final byte[] bytes;
    private final Seats developing;

    Upload(byte[] bytes, Seats developing) {
        this.bytes = bytes;
        this.developing = developing;
    }

    /** SHA-256 of the bytes in hexadecimal: the same upload again has the same. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * Makes prints of it, upright, on white and without metadata. What it is says its beginning and not its sender. Refused with
     * {@code picture-type-not-taken}, {@code picture-broken}, {@code picture-animated} or {@code picture-too-many-pixels}; everything but the
     * pixels themselves is judged before any is decoded.
     */
    public Prints develop() throws IOException {
        var negative = Negative.of(bytes);
        return developing.seated(() -> Enlarger.print(negative));
    }
}
