package dev.fairground.seed;

import java.util.List;
import java.util.Locale;

/** What comes out of people's cameras and off their desks, in pixels. Pages that were only tried with one shape break at the next. */
enum PictureShape {
    PLAIN(Drawing.WIDTH, Drawing.HEIGHT),
    UPRIGHT(360, 480),
    SQUARE(400, 400),
    LARGE(1600, 1200),
    WIDE(1600, 160),
    TALL(160, 1600),
    TINY(24, 18),
    DOT(1, 1),
    SEE_THROUGH(Drawing.WIDTH, Drawing.HEIGHT);

    /** The longest side of a card's picture. */
    private static final int CARD = 480;

    private final int width;
    private final int height;

    PictureShape(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Those of the listing of that number: mostly one plain one, now and then another, and some a few at once. */
    static List<PictureShape> ofListing(int number) {
        if (number % 40 == 20) return List.of(LARGE, UPRIGHT, SQUARE);
        return List.of(
                switch (number % 10) {
                    case 3 -> UPRIGHT;
                    case 7 -> SQUARE;
                    default -> PLAIN;
                });
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a card shows another file than the page. */
    boolean needsCard() {
        return Math.max(width, height) > CARD;
    }

    byte[] png(Drawing drawing) {
        return png(drawing, width, height);
    }

    byte[] card(Drawing drawing) {
        int longest = Math.max(width, height);
        return png(drawing, width * CARD / longest, height * CARD / longest);
    }

    private byte[] png(Drawing drawing, int across, int down) {
        return FlatPng.of(drawing.covering(across, down), across, this == SEE_THROUGH);
    }
}
