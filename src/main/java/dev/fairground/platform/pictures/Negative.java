package dev.fairground.platform.pictures;

import java.util.Arrays;

/**
 * What may be decoded: a file that was walked from end to end, whose header says an acceptable size, reduced to the parts that make its
 * pixels. Comments, profiles, previews and places never reach a decoder, so what is wrong in them harms nobody.
 *
 * @param format as ImageIO calls it
 * @param bytesPerPixel once decoded
 * @param turn how it is to be held, 1 to 8 as Exif counts; 1 is upright
 */
record Negative(String format, int width, int height, int bytesPerPixel, int turn, byte[] file) {

    /** What telephones and cameras make today, with a little room. */
    private static final long MOST_PIXELS = 25_000_000;

    private static final int LONGEST_SIDE = 16_000;

    Negative {
        if (width < 1 || height < 1) {
            throw PictureRefused.broken();
        }
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > MOST_PIXELS) {
            throw PictureRefused.tooManyPixels();
        }
    }

    static Negative of(byte[] file) {
        if (startsWith(file, JpegFile.START)) {
            return new JpegFile(file).negative();
        }
        if (startsWith(file, PngFile.START)) {
            return new PngFile(file).negative();
        }
        throw PictureRefused.type();
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }
}
