package dev.fairground.seed;

import static dev.fairground.seed.DrawnPictures.Palette.CREAM;
import static dev.fairground.seed.DrawnPictures.Palette.INK;
import static dev.fairground.seed.DrawnPictures.Palette.WOOD;
import static dev.fairground.seed.DrawnPictures.Palette.WOOD_DARK;

import dev.fairground.seed.DrawnPictures.Palette;
import java.util.Random;

/** What stands in a home or on a workbench. Each draws back to front. */
final class HouseMotifs {

    private HouseMotifs() {}

    static void chair(Drawing d, Palette p, Random r) {
        d.line(178, 222, 172, 300, 12, WOOD_DARK);
        d.line(300, 222, 308, 300, 12, WOOD_DARK);
        d.line(188, 80, 190, 215, 13, WOOD);
        d.line(292, 80, 290, 215, 13, WOOD);
        for (int slat = 0; slat < 2 + r.nextInt(2); slat++) {
            d.round(184, 92 + slat * 36, 112, 20, 8, slat == 0 ? WOOD : WOOD_DARK);
        }
        d.line(196, 226, 190, 300, 13, WOOD);
        d.line(284, 226, 290, 300, 13, WOOD);
        d.round(160, 202, 160, 26, 12, p.main());
        d.round(160, 218, 160, 12, 5, p.dark());
    }

    static void table(Drawing d, Palette p, Random r) {
        d.line(130, 206, 118, 300, 12, WOOD_DARK);
        d.line(350, 206, 362, 300, 12, WOOD_DARK);
        d.round(92, 190, 296, 20, 8, WOOD);
        d.rect(120, 210, 240, 14, WOOD_DARK);
        d.round(136, 150, 34, 40, 6, p.main());
        d.ring(176, 168, 13, 5, p.main());
        int books = 2 + r.nextInt(3);
        for (int book = 0; book < books; book++) {
            d.round(232 + book * 5, 174 - book * 16, 92 - book * 8, 16, 3, book % 2 == 0 ? p.second() : p.dark());
        }
    }

    static void lamp(Drawing d, Palette p, Random r) {
        int lean = r.nextInt(41) - 20;
        d.oval(240 + lean, 190, 96, 60, 0xfff3c4);
        d.line(240, 288, 240 + lean, 120, 9, INK);
        d.round(186, 282, 108, 18, 9, INK);
        d.poly(p.main(), 196 + lean, 78, 284 + lean, 78, 326 + lean, 172, 154 + lean, 172);
        d.poly(p.dark(), 158 + lean, 163, 322 + lean, 163, 326 + lean, 172, 154 + lean, 172);
        d.line(276 + lean, 172, 276 + lean, 200, 3, INK);
        d.oval(276 + lean, 204, 5, 5, INK);
    }

    static void books(Drawing d, Palette p, Random r) {
        double x = 122;
        for (int book = 0; book < 5; book++) {
            int width = 26 + r.nextInt(14);
            int height = 130 + r.nextInt(62);
            int cover = new int[] {p.main(), p.second(), p.dark(), INK, CREAM}[(book + r.nextInt(2)) % 5];
            d.round(x, 298 - height, width, height, 4, cover);
            d.rect(x, 298 - height + 18, width, 7, cover == CREAM ? p.main() : CREAM);
            d.rect(x, 268, width, 4, cover == CREAM ? p.main() : CREAM);
            x += width + 2;
        }
        d.poly(p.second(), x + 4, 296, x + 44, 168, x + 72, 177, x + 32, 300);
        d.poly(CREAM, x + 39, 184, x + 67, 193, x + 65, 200, x + 37, 191);
    }

    static void pot(Drawing d, Palette p, Random r) {
        for (int steam = 0; steam < 3; steam++) {
            double x = 196 + steam * 42;
            d.blob(p.shade(), x, 120, x - 22, 96, x + 22, 84, x, 56, x + 10, 84, x - 10, 96, x, 120);
        }
        d.round(112, 190, 50, 16, 8, p.dark());
        d.round(318, 190, 50, 16, 8, p.dark());
        d.round(146, 166, 188, 134, 26, p.main());
        d.rect(146, 184, 188, 10, p.dark());
        d.round(136, 152, 208, 20, 10, p.dark());
        d.oval(240, 148, 15, 11, r.nextBoolean() ? CREAM : INK);
    }

    static void vase(Drawing d, Palette p, Random r) {
        int stems = 3 + r.nextInt(3);
        for (int stem = 0; stem < stems; stem++) {
            double x = 240 + (stem - (stems - 1) / 2.0) * 42;
            double y = 62 + Math.abs(stem - (stems - 1) / 2.0) * 18;
            d.line(240, 190, x, y, 5, 0x4d7f45);
            d.oval(x, y, 20, 20, stem % 2 == 0 ? p.second() : CREAM);
            d.oval(x, y, 8, 8, 0xe0a02b);
        }
        d.blob(
                p.main(), 214, 160, 214, 196, 164, 206, 176, 256, 182, 288, 204, 300, 240, 300, 276, 300, 298, 288, 304,
                256, 316, 206, 266, 196, 266, 160);
        d.round(206, 152, 68, 14, 7, p.dark());
        d.rect(176, 242, 128, 12, CREAM);
        d.rect(178, 260, 124, 5, CREAM);
    }

    static void plant(Drawing d, Palette p, Random r) {
        int green = r.nextBoolean() ? 0x4d7f45 : 0x2f7a62;
        int deep = 0x2d5a3c;
        for (int leaf = 0; leaf < 7; leaf++) {
            double x = 240 + (leaf - 3) * 40;
            double y = 70 + Math.abs(leaf - 3) * 30;
            int colour = leaf % 2 == 0 ? green : deep;
            d.blob(
                    colour,
                    240,
                    220,
                    (240 + x) / 2 - 26,
                    170,
                    x - 30,
                    y + 34,
                    x,
                    y,
                    x + 26,
                    y + 44,
                    (240 + x) / 2 + 30,
                    170,
                    240,
                    220);
        }
        d.poly(p.main(), 176, 212, 304, 212, 288, 300, 192, 300);
        d.round(166, 200, 148, 24, 6, p.dark());
    }

    static void yarn(Drawing d, Palette p, Random r) {
        d.line(262, 70, 330, 250, 7, WOOD);
        d.line(366, 80, 292, 250, 7, WOOD);
        d.oval(262, 70, 9, 9, WOOD_DARK);
        d.oval(366, 80, 9, 9, WOOD_DARK);
        d.oval(176, 244, 56, 56, p.second());
        d.ring(176, 244, 42, 4, CREAM);
        d.ring(190, 250, 30, 4, CREAM);
        d.oval(270, 214, 86, 86, p.main());
        for (int turn = 0; turn < 3; turn++) {
            d.ring(258 + turn * 9, 206 + turn * (4 + r.nextInt(3)), 70 - turn * 14, 4, p.dark());
        }
        d.line(300, 294, 400, 306, 5, p.main());
    }

    static void print(Drawing d, Palette p, Random r) {
        d.rect(128, 46, 224, 236, r.nextBoolean() ? WOOD_DARK : INK);
        d.rect(140, 58, 200, 212, CREAM);
        d.rect(164, 82, 152, 164, 0xdcebf0);
        d.oval(206 + r.nextInt(70), 128, 24, 24, 0xe0a02b);
        d.poly(p.main(), 164, 246, 164, 206, 214, 146, 262, 210, 284, 186, 316, 222, 316, 246);
        d.poly(p.dark(), 164, 246, 164, 226, 230, 204, 316, 238, 316, 246);
    }

    static void parcel(Drawing d, Palette p, Random r) {
        d.poly(0xd9a566, 118, 166, 240, 136, 362, 166, 240, 200);
        d.poly(0xc58c4b, 118, 166, 240, 200, 240, 306, 118, 270);
        d.poly(0xa8713a, 240, 200, 362, 166, 362, 270, 240, 306);
        d.poly(p.main(), 164, 155, 190, 148, 312, 180, 286, 187);
        d.poly(p.dark(), 286, 187, 312, 180, 312, 285, 286, 292);
        d.round(142, 212 + r.nextInt(10), 60, 36, 4, CREAM);
    }
}
