package dev.fairground.platform.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing that we want to know of what a camera wrote down: how it was held (Exif 2.32, tag 0x0112). */
final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    private Exif() {}

    /** 1 to 8; 1, which is upright, where it does not say or says nonsense. */
    static int turn(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return 1;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFFFFFFL;
        if (directory + 2 > tiff.limit()) {
            return 1;
        }
        int first = (int) directory + 2;
        int entries = tiff.getShort((int) directory) & 0xFFFF;
        for (int at = first; at < first + entries * ENTRY && at + ENTRY <= tiff.limit(); at += ENTRY) {
            if ((tiff.getShort(at) & 0xFFFF) == ORIENTATION) {
                int turn = tiff.getShort(at + 8) & 0xFFFF;
                return turn >= 1 && turn <= 8 ? turn : 1;
            }
        }
        return 1;
    }
}
