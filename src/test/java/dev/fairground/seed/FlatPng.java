package dev.fairground.seed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writes a PNG with a palette. Each row is told as its difference from the row above and runs of equal bytes are shortened, which suits
 * flat pictures. The packing is done here because zlib's bytes differ from machine to machine, and the seed must be the same on all.
 */
final class FlatPng {

    private static final int COLOURS = 256;
    private static final int[] RUN_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] RUN_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private int bits;
    private int filled;

    private FlatPng() {}

    /** Where one can see {@code through}, the colour of the first pixel is not there. */
    static byte[] of(int[] pixels, int width, boolean through) {
        var palette = new ArrayList<Integer>();
        byte[] rows = rows(pixels, width, palette);
        var header = ByteBuffer.allocate(13).putInt(width).putInt(pixels.length / width);
        header.put((byte) 8).put((byte) 3); // eight bits that point into a palette
        var colours = ByteBuffer.allocate(3 * palette.size());
        palette.forEach(colour ->
                colours.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) (int) colour));
        var png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(png, "IHDR", header.array());
        chunk(png, "PLTE", colours.array());
        if (through) chunk(png, "tRNS", new byte[1]);
        chunk(png, "IDAT", new FlatPng().pack(rows));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] rows(int[] pixels, int width, List<Integer> palette) {
        byte[] indexed = new byte[pixels.length];
        for (int at = 0; at < pixels.length; at++) {
            indexed[at] = (byte) index(pixels[at], palette);
        }
        byte[] rows = new byte[pixels.length + pixels.length / width];
        int to = 0;
        for (int at = 0; at < pixels.length; at++) {
            if (at % width == 0) {
                rows[to++] = 2; // the filter that looks up
            }
            rows[to++] = (byte) (indexed[at] - (at < width ? 0 : indexed[at - width]));
        }
        return rows;
    }

    private static int index(int colour, List<Integer> palette) {
        int known = palette.lastIndexOf(colour);
        if (known < 0 && palette.size() < COLOURS) {
            palette.add(colour);
            return palette.size() - 1;
        }
        return Math.max(0, known);
    }

    /** Deflate with its fixed codes, where a run is a copy of the byte before. */
    private byte[] pack(byte[] bytes) {
        packed.writeBytes(new byte[] {0x78, 0x01});
        put(0b011, 3); // the last block, fixed codes
        for (int at = 0; at < bytes.length; ) {
            symbol(bytes[at] & 0xff);
            int run = run(bytes, at);
            if (run >= RUN_BASE[0]) {
                copy(run);
            }
            at += run >= RUN_BASE[0] ? run + 1 : 1;
        }
        symbol(256);
        put(0, 7); // fills the last byte
        var check = new Adler32();
        check.update(bytes);
        packed.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
        return packed.toByteArray();
    }

    private static int run(byte[] bytes, int at) {
        int run = 0;
        while (run < 258 && at + run + 1 < bytes.length && bytes[at + run + 1] == bytes[at]) {
            run++;
        }
        return run;
    }

    private void copy(int run) {
        int code = RUN_BASE.length - 1;
        while (RUN_BASE[code] > run) {
            code--;
        }
        symbol(257 + code);
        put(run - RUN_BASE[code], RUN_EXTRA[code]);
        put(0, 5); // from one byte back
    }

    private void symbol(int symbol) {
        if (symbol < 144) {
            reversed(0x30 + symbol, 8);
        } else if (symbol < 256) {
            reversed(0x190 + symbol - 144, 9);
        } else if (symbol < 280) {
            reversed(symbol - 256, 7);
        } else {
            reversed(0xc0 + symbol - 280, 8);
        }
    }

    private void reversed(int code, int length) {
        put(Integer.reverse(code) >>> 32 - length, length);
    }

    private void put(int value, int length) {
        bits |= value << filled;
        for (filled += length; filled >= 8; filled -= 8) {
            packed.write(bits);
            bits >>>= 8;
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var check = new CRC32();
        check.update(name);
        check.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
