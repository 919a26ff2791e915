package dev.fairground.seed;

import static dev.fairground.seed.DrawnPictures.Palette.CREAM;
import static dev.fairground.seed.DrawnPictures.Palette.INK;
import static dev.fairground.seed.DrawnPictures.Palette.STEEL;
import static dev.fairground.seed.DrawnPictures.Palette.WOOD;

import dev.fairground.seed.DrawnPictures.Palette;
import java.util.Random;

/** What is worn or carried. Each draws back to front. */
final class WornMotifs {

    private WornMotifs() {}

    static void dress(Drawing d, Palette p, Random r) {
        d.line(198, 62, 282, 62, 6, WOOD);
        d.line(240, 40, 240, 62, 4, STEEL);
        d.line(208, 66, 216, 110, 10, p.main());
        d.line(272, 66, 264, 110, 10, p.main());
        d.poly(p.main(), 202, 100, 278, 100, 272, 172, 330, 290, 150, 290, 208, 172);
        d.rect(206, 164, 68, 14, p.dark());
        for (int dot = 0; dot < 9; dot++) {
            d.oval(186 + dot % 3 * 54 + r.nextInt(9), 208 + dot / 3 * 30, 6, 6, CREAM);
        }
    }

    static void shirt(Drawing d, Palette p, Random r) {
        d.poly(
                p.main(), 196, 84, 142, 112, 104, 186, 150, 212, 172, 176, 172, 296, 308, 296, 308, 176, 330, 212, 376,
                186, 338, 112, 284, 84);
        if (r.nextBoolean()) {
            for (int stripe = 0; stripe < 4; stripe++) {
                d.rect(172, 176 + stripe * 30, 136, 12, CREAM);
            }
        } else {
            d.round(256, 154, 36, 40, 4, p.dark());
            d.rect(238, 112, 4, 184, p.dark());
            for (int button = 0; button < 5; button++) {
                d.oval(240, 140 + button * 34, 5, 5, CREAM);
            }
        }
        d.poly(CREAM, 200, 82, 240, 128, 280, 82, 266, 74, 214, 74);
        d.poly(p.dark(), 214, 78, 240, 106, 266, 78);
    }

    static void boot(Drawing d, Palette p, Random r) {
        for (int pair = 1; pair >= 0; pair--) {
            double x = 140 + pair * 62;
            int leather = pair == 1 ? p.dark() : p.main();
            d.blob(
                    leather, x, 110, x + 30, 104, x + 60, 104, x + 84, 110, x + 80, 160, x + 78, 190, x + 88, 214,
                    x + 130, 224, x + 162, 240, x + 162, 286, x + 110, 290, x + 40, 290, x + 4, 286, x + 2, 220, x + 8,
                    160, x, 110);
            d.round(x, 282, 164, 18, 6, INK);
            for (int lace = 0; lace < 3 + r.nextInt(2); lace++) {
                d.line(x + 52, 134 + lace * 22, x + 80, 130 + lace * 22, 4, CREAM);
            }
        }
    }

    static void bag(Drawing d, Palette p, Random r) {
        d.ring(240, 144, 62, 11, p.dark());
        d.blob(
                p.main(), 158, 146, 200, 138, 280, 138, 322, 146, 336, 200, 348, 250, 350, 300, 280, 302, 200, 302, 130,
                300, 132, 250, 144, 200, 158, 146);
        d.blob(p.dark(), 152, 160, 160, 230, 320, 230, 328, 160, 300, 150, 180, 150, 152, 160);
        d.round(224, 200, 32, 30, 6, r.nextBoolean() ? 0xe0a02b : STEEL);
    }

    static void hat(Drawing d, Palette p, Random r) {
        d.oval(240, 266, 150, 30, p.dark());
        d.oval(240, 260, 150, 28, p.main());
        d.blob(
                p.main(), 160, 256, 156, 130, 190, 112, 240, 128, 290, 112, 324, 130, 320, 256, 290, 274, 190, 274, 160,
                256);
        d.blob(
                p.second(),
                160,
                256,
                159,
                226,
                159,
                226,
                160,
                222,
                200,
                242,
                280,
                242,
                320,
                222,
                321,
                226,
                321,
                226,
                320,
                256,
                290,
                274,
                190,
                274,
                160,
                256);
        if (r.nextBoolean()) {
            d.poly(CREAM, 296, 236, 340, 150, 322, 236);
        }
    }

    static void watch(Drawing d, Palette p, Random r) {
        d.round(210, 44, 60, 250, 14, p.main());
        for (int hole = 0; hole < 3; hole++) {
            d.oval(240, 264 - hole * 16, 4, 4, p.dark());
        }
        d.oval(240, 164, 78, 78, r.nextBoolean() ? 0xe0a02b : STEEL);
        d.round(314, 156, 14, 16, 4, STEEL);
        d.oval(240, 164, 64, 64, CREAM);
        for (int hour = 0; hour < 4; hour++) {
            d.rect(237 + (hour - 1) % 2 * 52, 161 + (hour - 2) % 2 * 52, 6, 6, INK);
        }
        d.line(240, 164, 240, 122, 6, INK);
        d.line(240, 164, 268 - r.nextInt(20), 184, 6, INK);
        d.oval(240, 164, 6, 6, p.second());
    }
}
