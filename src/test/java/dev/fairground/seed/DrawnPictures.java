package dev.fairground.seed;

import dev.fairground.platform.practices.Shows;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Draws the picture of a seeded listing: a flat still life of what its category sells, in colours that its title and seed pick. The same
 * three give the same bytes on every machine. Nobody else's pictures are in it, so the project's licence is theirs.
 */
@Shows("test-seed-images")
public final class DrawnPictures {

    private static final Map<String, Motif> MOTIFS = motifs();

    private DrawnPictures() {}

    /** A plain PNG of 480 by 360 pixels, under 15 kB. */
    public static byte[] png(String categorySlug, String title, long seed) {
        return PictureShape.PLAIN.png(drawing(categorySlug, title, seed));
    }

    /** A category that has no picture of its own gets a parcel. */
    static Drawing drawing(String categorySlug, String title, long seed) {
        var choice = new CRC32();
        choice.update((categorySlug + '\n' + title + '\n' + seed).getBytes(StandardCharsets.UTF_8));
        var random = new Random(choice.getValue());
        var palette = Palette.pick(random);
        var drawing = new Drawing(palette.wall());
        scenery(drawing, palette, random);
        MOTIFS.getOrDefault(categorySlug, HouseMotifs::parcel).draw(drawing, palette, random);
        return drawing;
    }

    private static void scenery(Drawing drawing, Palette palette, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> drawing.oval(240, 165, 150, 150, palette.glow());
            case 1 -> drawing.round(92, 40, 296, 300, 28, palette.glow());
            case 2 -> drawing.poly(palette.glow(), 0, 0, 200, 0, 420, 290, 0, 290);
            default -> drawing.blob(palette.glow(), 60, 290, 40, 60, 200, 10, 300, 60, 400, 100, 450, 200, 430, 290);
        }
        drawing.rect(0, 288, Drawing.WIDTH, 72, palette.floor());
        drawing.oval(240, 302, 138, 12, palette.shade());
    }

    private static Map<String, Motif> motifs() {
        var motifs = new HashMap<String, Motif>();
        put(motifs, HouseMotifs::chair, "chairs", "furniture", "outdoor-furniture");
        put(motifs, HouseMotifs::table, "tables", "shelves");
        put(motifs, HouseMotifs::lamp, "lamps", "lighting", "lanterns");
        put(
                motifs,
                HouseMotifs::books,
                "books",
                "novels",
                "non-fiction",
                "childrens-books",
                "antiquarian",
                "sheet-music");
        put(motifs, HouseMotifs::pot, "kitchen", "cookware", "small-appliances", "camp-kitchen");
        put(motifs, HouseMotifs::vase, "tableware", "ceramics", "handmade");
        put(motifs, HouseMotifs::plant, "garden", "plants", "tools");
        put(motifs, PlayMotifs::record, "music", "vinyl", "turntables");
        put(motifs, PlayMotifs::guitar, "instruments");
        put(motifs, WornMotifs::dress, "women", "dresses");
        put(motifs, WornMotifs::shirt, "clothing", "men", "shirts", "jackets", "coats");
        put(motifs, WornMotifs::boot, "shoes", "boots");
        put(motifs, WornMotifs::bag, "bags", "accessories", "leather");
        put(motifs, WornMotifs::hat, "hats");
        put(motifs, WornMotifs::watch, "watches", "jewellery");
        put(motifs, PlayMotifs::laptop, "electronics", "computers", "laptops", "keyboards", "parts");
        put(motifs, PlayMotifs::speaker, "audio", "speakers", "headphones");
        put(motifs, PlayMotifs::camera, "cameras", "film-cameras", "digital-cameras", "lenses");
        put(motifs, PlayMotifs::train, "toys-games", "toys", "wooden-toys");
        put(motifs, PlayMotifs::blocks, "building-sets", "puzzles", "board-games", "strategy", "family");
        put(motifs, PlayMotifs::bicycle, "cycling", "bicycles", "cycling-parts", "sport-outdoors");
        put(motifs, PlayMotifs::tent, "camping", "tents");
        put(motifs, PlayMotifs::board, "water", "boards", "swimming");
        put(motifs, HouseMotifs::yarn, "crafts", "materials", "yarn", "fabric", "scarves");
        put(motifs, HouseMotifs::print, "prints");
        return Map.copyOf(motifs);
    }

    private static void put(Map<String, Motif> motifs, Motif motif, String... slugs) {
        for (String slug : slugs) {
            motifs.put(slug, motif);
        }
    }

    /** Draws one kind of thing, standing at about (240, 300), sized within 300 by 260. */
    @FunctionalInterface
    interface Motif {
        void draw(Drawing drawing, Palette palette, Random random);
    }

    /** A room of matching colours and three for the thing in it. */
    record Palette(int wall, int glow, int floor, int shade, int main, int dark, int second) {

        static final int INK = 0x22303a;
        static final int WOOD = 0xb67a45;
        static final int WOOD_DARK = 0x8a5730;
        static final int CREAM = 0xfbf1dd;
        static final int STEEL = 0xaab6bb;

        private static final int[][] ROOMS = {
            {0xf7e3cf, 0xfcefe0, 0xe6c6a6, 0xd2ad88},
            {0xd5e8e4, 0xe8f4f0, 0xb2d0ca, 0x94b8b1},
            {0xe0e3f3, 0xeff1fa, 0xbfc5e0, 0xa1a9cc},
            {0xf6dcd8, 0xfcece8, 0xe2b6b0, 0xcb9890},
            {0xf5ecc6, 0xfbf6de, 0xdfcf95, 0xc8b672},
            {0xdce8cf, 0xecf4e2, 0xb9cfa5, 0x9cb785}
        };
        private static final int[][] THINGS = {
            {0xc8402a, 0x96291a},
            {0x0f6d6e, 0x084c50},
            {0xe0a02b, 0xb37a14},
            {0x37599c, 0x243f77},
            {0x8a4a83, 0x653060},
            {0x4d7f45, 0x345e30},
            {0xd9734e, 0xb25331},
            {0x35495a, 0x22303a}
        };

        static Palette pick(Random random) {
            int[] room = ROOMS[random.nextInt(ROOMS.length)];
            int first = random.nextInt(THINGS.length);
            int second = (first + 1 + random.nextInt(THINGS.length - 1)) % THINGS.length;
            return new Palette(
                    room[0], room[1], room[2], room[3], THINGS[first][0], THINGS[first][1], THINGS[second][0]);
        }
    }
}
