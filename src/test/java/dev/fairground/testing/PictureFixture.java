package dev.fairground.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files as people and attackers upload them. */
public final class PictureFixture {

    /** What a camera writes down beside the picture. */
    public static final String PLACE = "GPS 53.5511N 9.9937E";

    private static final int PNG_HEADER_END = 33;

    private PictureFixture() {}

    /** Four fields: red, green above, blue, white below. */
    public static byte[] jpeg(int width, int height) {
        return encoded("jpg", fields(width, height));
    }

    public static byte[] png(int width, int height) {
        return encoded("png", fields(width, height));
    }

    /** Nothing but noise in the colours that {@code seed} gives; no two seeds give the same file. */
    public static byte[] noise(int width, int height, long seed) {
        var random = new Random(seed);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return encoded("png", image);
    }

    /** Black where anything is, and nothing in the middle. */
    public static byte[] transparentPng() {
        var image = new BufferedImage(90, 90, BufferedImage.TYPE_INT_ARGB);
        var brush = image.createGraphics();
        brush.setColor(Color.BLACK);
        brush.fillRect(0, 0, 90, 30);
        brush.dispose();
        return encoded("png", image);
    }

    /** The JPEG as a camera held that way writes it, with the place where it was taken and a comment. */
    public static byte[] taken(byte[] jpeg, int turn) {
        var tiff = ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) turn)
                .putShort((short) 0)
                .putInt(0)
                .array();
        byte[] exif = joined("Exif\0\0".getBytes(ISO_8859_1), tiff, PLACE.getBytes(ISO_8859_1));
        return inserted(jpeg, 2, joined(segment(0xE1, exif), segment(0xFE, PLACE.getBytes(ISO_8859_1))));
    }

    /** A JPEG whose header claims this size. */
    public static byte[] jpegClaiming(int width, int height) {
        byte[] jpeg = jpeg(16, 16);
        int frame = indexOf(jpeg, new byte[] {(byte) 0xFF, (byte) 0xC0});
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return jpeg;
    }

    /** A JPEG that goes over itself so many times. */
    public static byte[] jpegOfScans(int number) {
        byte[] jpeg = jpeg(16, 16);
        int scan = indexOf(jpeg, new byte[] {(byte) 0xFF, (byte) 0xDA});
        byte[] once = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] all = Arrays.copyOf(jpeg, scan);
        for (int i = 0; i < number; i++) {
            all = joined(all, once);
        }
        return joined(all, new byte[] {(byte) 0xFF, (byte) 0xD9});
    }

    /** A small PNG whose header claims this size. */
    public static byte[] pngClaiming(int width, int height) {
        byte[] png = png(16, 16);
        byte[] header = Arrays.copyOfRange(png, 16, 29);
        ByteBuffer.wrap(header).putInt(width).putInt(height);
        return joined(
                Arrays.copyOf(png, 8), chunk("IHDR", header), Arrays.copyOfRange(png, PNG_HEADER_END, png.length));
    }

    /** A PNG with one more chunk behind its header. */
    public static byte[] pngWith(String chunk, byte[] data) {
        return inserted(png(16, 16), PNG_HEADER_END, chunk(chunk, data));
    }

    /** One that moves. */
    public static byte[] animatedPng() {
        return pngWith("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0});
    }

    public static byte[] gif() {
        return encoded("gif", fields(16, 16));
    }

    public static byte[] cutInHalf(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    public static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static BufferedImage decoded(byte[] file) {
        try {
            return ImageIO.read(new java.io.ByteArrayInputStream(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static BufferedImage fields(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var brush = image.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
        for (int i = 0; i < 4; i++) {
            brush.setColor(colours[i]);
            brush.fillRect(i % 2 * width / 2, i / 2 * height / 2, width, height);
        }
        brush.dispose();
        return image;
    }

    private static byte[] encoded(String format, BufferedImage image) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] segment(int marker, byte[] content) {
        return joined(
                new byte[] {(byte) 0xFF, (byte) marker},
                ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array(),
                content);
    }

    private static byte[] chunk(String name, byte[] data) {
        byte[] named = joined(name.getBytes(ISO_8859_1), data);
        var sum = new CRC32();
        sum.update(named);
        return joined(
                ByteBuffer.allocate(4).putInt(data.length).array(),
                named,
                ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] inserted(byte[] file, int at, byte[] piece) {
        return joined(Arrays.copyOf(file, at), piece, Arrays.copyOfRange(file, at, file.length));
    }

    private static int indexOf(byte[] file, byte[] wanted) {
        for (int at = 0; at + wanted.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) return at;
        }
        throw new IllegalStateException("The file has no such marker");
    }
}
