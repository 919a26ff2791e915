package dev.fairground.platform.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Walks the segments of a JPEG (ITU T.81, annex B). What follows its end is left behind and no fault: telephones put a second picture or a
 * film there.
 */
final class JpegFile {

    static final byte[] START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    /** Progressive files have about ten. Each goes over the whole picture again, so a small file of thousands would keep a core busy. */
    private static final int MOST_SCANS = 32;

    /** A progressive file is held whole while it is decoded, two bytes for each, outside the heap. */
    private static final long MOST_PROGRESSIVE_SAMPLES = 40_000_000;

    private static final int PROGRESSIVE = 0xC2;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    private final ByteBuffer file;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private int width;
    private int height;
    private int components;
    private int scans;
    private int turn = 1;

    JpegFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    Negative negative() {
        keep(0, 2);
        file.position(2);
        for (int marker = marker(); marker != END; marker = marker()) {
            segment(marker);
        }
        if (components == 0 || scans == 0) {
            throw PictureRefused.broken();
        }
        bare.write(0xFF);
        bare.write(END);
        return new Negative("jpeg", width, height, components, turn, bare.toByteArray());
    }

    private int marker() {
        if (next() != 0xFF) {
            throw PictureRefused.broken();
        }
        int marker = next();
        while (marker == 0xFF) { // any number of them may stand before a marker
            marker = next();
        }
        return marker;
    }

    private void segment(int marker) {
        int start = file.position();
        if (file.remaining() < 2) {
            throw PictureRefused.broken();
        }
        int length = file.getShort(start) & 0xFFFF;
        if (length < 2 || length > file.remaining()) {
            throw PictureRefused.broken();
        }
        if (isFrame(marker)) {
            frame(marker, start, length);
        }
        if (marker == 0xE1) {
            turn = exif(start + 2, length - 2);
        }
        if (makesPixels(marker)) {
            bare.write(0xFF);
            bare.write(marker);
            keep(start, length);
        }
        file.position(start + length);
        if (marker == SCAN) {
            scan();
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Tables, frame, scans; and of the applications' segments JFIF's and Adobe's, which say what the components mean. */
    private static boolean makesPixels(int marker) {
        return marker < 0xE0 || marker == 0xE0 || marker == 0xEE;
    }

    private void frame(int kind, int start, int length) {
        if (components != 0 || length < 8) {
            throw PictureRefused.broken();
        }
        height = file.getShort(start + 3) & 0xFFFF;
        width = file.getShort(start + 5) & 0xFFFF;
        components = file.get(start + 7) & 0xFF;
        boolean common = kind <= PROGRESSIVE && (components == 1 || components == 3);
        if (!common) { // arithmetic, lossless, hierarchical, or for a printing press
            throw PictureRefused.type();
        }
        if (kind == PROGRESSIVE && (long) width * height * components > MOST_PROGRESSIVE_SAMPLES) {
            throw PictureRefused.tooManyPixels();
        }
    }

    private int exif(int start, int length) {
        boolean named =
                length > EXIF.length && Arrays.equals(file.array(), start, start + EXIF.length, EXIF, 0, EXIF.length);
        return named ? Exif.turn(file.slice(start + EXIF.length, length - EXIF.length)) : turn;
    }

    /** Coded data goes on to the next marker that is neither an escape nor a restart. */
    private void scan() {
        if (++scans > MOST_SCANS) {
            throw PictureRefused.broken();
        }
        int start = file.position();
        int at = start;
        while (at + 1 < file.limit() && !(file.get(at) == (byte) 0xFF && endsData(file.get(at + 1) & 0xFF))) {
            at++;
        }
        keep(start, at - start);
        file.position(at);
    }

    private static boolean endsData(int follows) {
        return follows != 0 && follows != 0xFF && (follows < 0xD0 || follows > 0xD7);
    }

    private int next() {
        if (!file.hasRemaining()) {
            throw PictureRefused.broken();
        }
        return file.get() & 0xFF;
    }

    private void keep(int start, int length) {
        bare.write(file.array(), start, length);
    }
}
