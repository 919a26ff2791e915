package dev.fairground.seed;

import static dev.fairground.seed.DrawnPictures.Palette.CREAM;
import static dev.fairground.seed.DrawnPictures.Palette.INK;
import static dev.fairground.seed.DrawnPictures.Palette.STEEL;
import static dev.fairground.seed.DrawnPictures.Palette.WOOD;
import static dev.fairground.seed.DrawnPictures.Palette.WOOD_DARK;

import dev.fairground.seed.DrawnPictures.Palette;
import java.util.Random;

/** What is played, listened to, looked through and ridden. Each draws back to front. */
final class PlayMotifs {

    private PlayMotifs() {}

    static void record(Drawing d, Palette p, Random r) {
        d.oval(286, 194, 100, 100, INK);
        for (int groove = 0; groove < 4; groove++) {
            d.ring(286, 194, 92 - groove * 14, 2, 0x3c4c57);
        }
        d.oval(286, 194, 34, 34, p.second());
        d.oval(286, 194, 5, 5, CREAM);
        d.round(108, 96, 200, 202, 6, p.main());
        switch (r.nextInt(3)) {
            case 0 -> d.oval(208, 190, 62, 62, p.second());
            case 1 -> d.poly(CREAM, 108, 298, 208, 130, 308, 298);
            default -> d.rect(108, 170, 200, 46, CREAM);
        }
        d.rect(124, 112, 80, 8, CREAM);
    }

    static void guitar(Drawing d, Palette p, Random r) {
        d.line(240, 70, 240, 180, 16, WOOD_DARK);
        d.round(226, 40, 28, 40, 6, WOOD_DARK);
        for (int peg = 0; peg < 3; peg++) {
            d.oval(221, 49 + peg * 11, 4, 4, STEEL);
            d.oval(259, 49 + peg * 11, 4, 4, STEEL);
        }
        d.oval(240, 178, 50, 44, p.main());
        d.oval(240, 244, 68, 58, p.main());
        d.rect(196, 190, 88, 30, p.main());
        d.oval(240, 206, 25, 25, r.nextBoolean() ? INK : p.dark());
        d.ring(240, 206, 30, 3, CREAM);
        d.round(214, 258, 52, 10, 4, INK);
        d.rect(236, 78, 2, 184, CREAM);
        d.rect(242, 78, 2, 184, CREAM);
    }

    static void laptop(Drawing d, Palette p, Random r) {
        d.round(128, 104, 224, 160, 12, INK);
        d.rect(140, 116, 200, 134, p.main());
        d.oval(190 + r.nextInt(100), 160, 26, 26, 0xf3d27a);
        d.poly(p.dark(), 140, 250, 208, 176, 262, 224, 296, 192, 340, 250);
        d.poly(STEEL, 110, 264, 370, 264, 396, 292, 84, 292);
        d.round(84, 288, 312, 12, 6, 0x87949a);
        d.poly(0x87949a, 128, 270, 352, 270, 360, 280, 120, 280);
    }

    static void speaker(Drawing d, Palette p, Random r) {
        for (int box = 0; box < 2; box++) {
            double x = 126 + box * 124;
            d.round(x, 90, 104, 208, 10, r.nextBoolean() ? WOOD : p.main());
            d.round(x + 10, 100, 84, 188, 6, INK);
            d.oval(x + 52, 138, 22, 22, 0x4a5963);
            d.oval(x + 52, 138, 9, 9, p.second());
            d.oval(x + 52, 224, 38, 38, 0x4a5963);
            d.oval(x + 52, 224, 26, 26, 0x36444d);
            d.oval(x + 52, 224, 11, 11, p.second());
        }
    }

    static void camera(Drawing d, Palette p, Random r) {
        d.poly(INK, 196, 132, 212, 96, 276, 96, 292, 132);
        d.round(128, 112, 46, 22, 6, STEEL);
        d.oval(332, 124, 17, 14, p.second());
        d.round(106, 130, 268, 168, 20, INK);
        d.rect(106, 168, 268, 92, p.main());
        d.rect(106, 168, 268, 6, p.dark());
        d.oval(240, 214, 76, 76, STEEL);
        d.oval(240, 214, 66, 66, INK);
        d.oval(240, 214, 46, 46, 0x37599c);
        d.oval(240, 214, 26, 26, 0x1b2c52);
        d.oval(222, 196, 12, 12, 0xcfe0f5);
        d.round(320, 144, 36, 16, 4, r.nextBoolean() ? CREAM : 0xe0a02b);
    }

    static void train(Drawing d, Palette p, Random r) {
        d.round(122, 236, 236, 30, 6, WOOD);
        d.round(136, 128, 84, 112, 6, p.main());
        d.rect(152, 148, 52, 42, CREAM);
        d.round(126, 114, 104, 18, 8, p.dark());
        d.round(220, 176, 120, 62, 24, p.second());
        d.poly(INK, 288, 178, 322, 178, 328, 132, 282, 132);
        d.oval(305 + r.nextInt(10), 96, 24, 19, CREAM);
        d.oval(344, 76, 15, 12, CREAM);
        for (int wheel = 0; wheel < 3; wheel++) {
            d.oval(162 + wheel * 78, 270, 30, 30, p.dark());
            d.oval(162 + wheel * 78, 270, 11, 11, CREAM);
        }
    }

    static void blocks(Drawing d, Palette p, Random r) {
        int[] colours = {p.main(), p.second(), 0xe0a02b, p.dark()};
        for (int block = 0; block < 6; block++) {
            int row = block < 3 ? 0 : block < 5 ? 1 : 2;
            double x = 132 + (block - new int[] {0, 3, 5}[row]) * 74 + row * 37;
            double y = 230 - row * 70;
            int colour = colours[(block + r.nextInt(2)) % 4];
            d.round(x, y, 70, 68, 8, colour);
            switch ((block + r.nextInt(3)) % 3) {
                case 0 -> d.oval(x + 35, y + 34, 18, 18, CREAM);
                case 1 -> d.poly(CREAM, x + 35, y + 15, x + 54, y + 50, x + 16, y + 50);
                default -> d.rect(x + 20, y + 19, 30, 30, CREAM);
            }
        }
    }

    static void bicycle(Drawing d, Palette p, Random r) {
        for (double x : new double[] {154, 328}) {
            d.ring(x, 230, 70, 9, INK);
            d.oval(x, 230, 7, 7, STEEL);
        }
        d.line(154, 230, 204, 142, 9, p.main());
        d.line(154, 230, 234, 230, 8, p.main());
        d.line(204, 142, 234, 230, 9, p.main());
        d.line(204, 150, 300, 142, 9, p.main());
        d.line(234, 230, 302, 150, 9, p.main());
        d.line(328, 230, 296, 112, 8, p.dark());
        d.line(204, 142, 198, 118, 6, STEEL);
        d.round(172, 106, 56, 15, 7, INK);
        d.line(296, 112, 332, 104, 7, INK);
        d.oval(234, 230, 17, 17, STEEL);
        d.line(234, 230, 250, 262, 6, INK);
        if (r.nextBoolean()) {
            d.poly(WOOD, 322, 112, 384, 112, 374, 156, 332, 156);
            d.rect(322, 110, 62, 8, WOOD_DARK);
        }
    }

    static void tent(Drawing d, Palette p, Random r) {
        d.poly(0x5f7f6a, 60, 290, 84, 190, 108, 290);
        d.poly(0x4a6a58, 372, 290, 402, 150, 432, 290);
        d.poly(p.main(), 96, 298, 232, 98, 384, 298);
        d.poly(p.dark(), 232, 98, 268, 98, 384, 298, 288, 298);
        d.poly(INK, 232, 150, 282, 298, 186, 298);
        d.poly(CREAM, 232, 150, 186, 298, 168, 298);
        d.line(232, 98, 232, 76, 5, WOOD);
        d.poly(p.second(), 234, 74, 270, 84, 234, 94);
        if (r.nextBoolean()) {
            d.oval(388, 80, 26, 26, 0xf3d27a);
        }
    }

    static void board(Drawing d, Palette p, Random r) {
        for (int board = 0; board < 2; board++) {
            double x = 196 + board * 92;
            int colour = board == 0 ? p.main() : p.second();
            d.blob(
                    colour, x, 34, x + 46, 100, x + 42, 230, x + 22, 300, x, 304, x, 304, x - 22, 300, x - 42, 230,
                    x - 46, 100, x, 34);
            d.rect(x - 2, 60, 4, 228, CREAM);
            if (r.nextBoolean()) {
                d.rect(x - 34, 176, 68, 16, CREAM);
            } else {
                d.oval(x, 130, 16, 16, CREAM);
            }
        }
    }
}
