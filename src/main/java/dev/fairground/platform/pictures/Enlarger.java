package dev.fairground.platform.pictures;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Decodes a {@link Negative} and paints it anew in each size. Larger than it is no picture becomes. */
final class Enlarger {

    private static final int FULL = 1600;
    private static final int CARD = 480;

    /** Of decoded pixels. A telephone's twelve megapixels fit; of larger ones every second or third line and column is left out. */
    private static final long MOST_BYTES = 40_000_000;

    /** Where eyes stop seeing the difference and files start to grow. */
    private static final float QUALITY = 0.85f;

    private Enlarger() {}

    static Prints print(Negative negative) throws IOException {
        var full = upright(shrunk(decoded(negative), FULL), negative.turn());
        return new Prints(printed(full), printed(shrunk(full, CARD)));
    }

    private static BufferedImage decoded(Negative negative) {
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(negative.format()).next();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(negative.file()))) {
            reader.setInput(stream, true, true);
            var how = reader.getDefaultReadParam();
            int step = step(negative);
            how.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, how);
        } catch (IOException
                | RuntimeException damaged) { // the decoders fail at some damage as their arithmetic happens to
            throw PictureRefused.broken();
        } finally {
            reader.dispose();
        }
    }

    private static int step(Negative negative) {
        int step = 1;
        while ((long) negative.width() * negative.height() * negative.bytesPerPixel() / ((long) step * step)
                > MOST_BYTES) {
            step++;
        }
        return step;
    }

    /** In halves as long as that goes, so that every pixel counts and fine patterns do not flicker. */
    private static BufferedImage shrunk(BufferedImage image, int longest) {
        double share = Math.min(1, (double) longest / Math.max(image.getWidth(), image.getHeight()));
        int width = scaled(image.getWidth(), share);
        int height = scaled(image.getHeight(), share);
        var smaller = image;
        while (smaller.getWidth() >= 2 * width && smaller.getHeight() >= 2 * height) {
            smaller = painted(smaller, smaller.getWidth() / 2, smaller.getHeight() / 2);
        }
        return painted(smaller, width, height);
    }

    private static int scaled(int side, double share) {
        return (int) Math.max(1, Math.round(side * share));
    }

    /** On white, which is what shows through a transparent picture. */
    private static BufferedImage painted(BufferedImage image, int width, int height) {
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var brush = canvas.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, width, height);
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(image, 0, 0, width, height, null);
        brush.dispose();
        return canvas;
    }

    private static BufferedImage upright(BufferedImage image, int turn) {
        if (turn == 1) {
            return image;
        }
        boolean lies = turn >= 5;
        var canvas = new BufferedImage(
                lies ? image.getHeight() : image.getWidth(),
                lies ? image.getWidth() : image.getHeight(),
                BufferedImage.TYPE_INT_RGB);
        var brush = canvas.createGraphics();
        brush.drawImage(image, turned(turn, image.getWidth(), image.getHeight()), null);
        brush.dispose();
        return canvas;
    }

    /** Where a point goes: from which row and column of the file the upright picture's first ones come. */
    private static AffineTransform turned(int turn, int width, int height) {
        return switch (turn) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static Prints.Print printed(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var jpeg = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(jpeg)) {
            writer.setOutput(stream);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return new Prints.Print(jpeg.toByteArray(), image.getWidth(), image.getHeight());
    }
}
