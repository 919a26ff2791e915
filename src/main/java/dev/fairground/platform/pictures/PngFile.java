package dev.fairground.platform.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;

/** Walks the chunks of a PNG (PNG specification, third edition, section 5). It ends with its last chunk, and nothing hides behind. */
final class PngFile {

    static final byte[] START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final Set<String> MAKE_PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int AROUND_DATA = 12; // length, name, check sum
    private static final int HEADER_LENGTH = 13;

    private final ByteBuffer file;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private int width;
    private int height;
    private int bytesPerPixel;
    private int turn = 1;

    PngFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    Negative negative() {
        keep(0, START.length);
        file.position(START.length);
        while (!chunk().equals("IEND")) {
            if (bytesPerPixel == 0) { // the header comes first
                throw PictureRefused.broken();
            }
        }
        if (file.hasRemaining()) {
            throw PictureRefused.broken();
        }
        return new Negative("png", width, height, bytesPerPixel, turn, bare.toByteArray());
    }

    /** Its name; the file then stands behind it. */
    private String chunk() {
        int start = file.position();
        if (file.remaining() < AROUND_DATA) {
            throw PictureRefused.broken();
        }
        int length = file.getInt(start);
        if (length < 0 || length > file.remaining() - AROUND_DATA) {
            throw PictureRefused.broken();
        }
        String name = new String(file.array(), start + 4, 4, ISO_8859_1);
        int data = start + 8;
        switch (name) {
            case "IHDR" -> header(data, length);
            case "acTL" -> throw PictureRefused.animated();
            case "eXIf" -> turn = Exif.turn(file.slice(data, length));
            default -> refuseUnknown(name);
        }
        if (MAKE_PIXELS.contains(name)) {
            keep(start, length + AROUND_DATA);
        }
        file.position(start + length + AROUND_DATA);
        return name;
    }

    private void header(int data, int length) {
        if (length != HEADER_LENGTH || bytesPerPixel != 0) {
            throw PictureRefused.broken();
        }
        width = file.getInt(data);
        height = file.getInt(data + 4);
        int channels = switch (file.get(data + 9)) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw PictureRefused.broken();
        };
        bytesPerPixel = file.get(data + 8) == 16 ? channels * 2 : channels;
    }

    /** A capital letter first: the pixels cannot be had without it. */
    private static void refuseUnknown(String name) {
        if (Character.isUpperCase(name.charAt(0)) && !MAKE_PIXELS.contains(name)) {
            throw PictureRefused.broken();
        }
    }

    private void keep(int start, int length) {
        bare.write(file.array(), start, length);
    }
}
