package dev.fairground.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DrawnPicturesTest {

    private static final List<String> CATEGORIES = List.of(
            "chairs",
            "tables",
            "lamps",
            "books",
            "cookware",
            "ceramics",
            "plants",
            "vinyl",
            "instruments",
            "dresses",
            "shirts",
            "boots",
            "bags",
            "hats",
            "watches",
            "laptops",
            "speakers",
            "cameras",
            "wooden-toys",
            "building-sets",
            "bicycles",
            "tents",
            "boards",
            "yarn",
            "prints",
            "no-such-category");

    @Test
    void every_picture_is_a_small_png_that_any_reader_takes() throws IOException {
        for (String category : CATEGORIES) {
            for (long seed = 0; seed < 6; seed++) {
                byte[] png = DrawnPictures.png(category, "A thing", seed);
                var read = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)), category);
                assertThat(read.getWidth()).isEqualTo(480);
                assertThat(read.getHeight()).isEqualTo(360);
                assertThat(png.length).as(category).isLessThan(15_000);
            }
        }
    }

    @Test
    void the_same_listing_has_the_same_bytes_on_every_machine() throws NoSuchAlgorithmException {
        var all = MessageDigest.getInstance("SHA-256");
        CATEGORIES.forEach(category -> all.update(DrawnPictures.png(category, "A thing", 7)));

        assertThat(HexFormat.of().formatHex(all.digest()))
                .isEqualTo("f3ce34d0d7d2f9889090dcbe0a342c31c773bb0bb757c344043a35de5ec645d9");
    }

    @Test
    void title_and_seed_make_a_difference() {
        assertThat(DrawnPictures.png("chairs", "A chair", 1))
                .isNotEqualTo(DrawnPictures.png("chairs", "Another chair", 1))
                .isNotEqualTo(DrawnPictures.png("chairs", "A chair", 2));
    }
}
