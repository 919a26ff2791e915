package dev.fairground.platform.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.errors.Reason;
import dev.fairground.testing.PictureFixture;
import dev.fairground.testing.Proves;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DarkroomTest {

    private static final byte[] ZIP = {'P', 'K', 3, 4, 'e', 'v', 'i', 'l'};

    private final Darkroom darkroom = new Darkroom();

    @Test
    void a_large_picture_is_cut_to_both_sizes_and_a_small_one_grows_to_none() throws IOException {
        var large = developed(PictureFixture.jpeg(4032, 3024));
        var small = developed(PictureFixture.png(100, 40));

        assertThat(large.full()).extracting("width", "height").containsExactly(1600, 1200);
        assertThat(large.card()).extracting("width", "height").containsExactly(480, 360);
        assertThat(small.full()).extracting("width", "height").containsExactly(100, 40);
        assertThat(small.card()).extracting("width", "height").containsExactly(100, 40);
        for (var print : new Prints.Print[] {large.full(), large.card(), small.full(), small.card()}) {
            var image = PictureFixture.decoded(print.jpeg());
            assertThat(print).extracting("width", "height").containsExactly(image.getWidth(), image.getHeight());
        }
    }

    @Test
    void a_picture_as_narrow_as_a_line_keeps_a_pixel() throws IOException {
        assertThat(developed(PictureFixture.png(4000, 1)).card())
                .extracting("width", "height")
                .containsExactly(480, 1);
    }

    /** The colours of the corners, from the upper left in the direction of reading. */
    @ParameterizedTest
    @CsvSource({
        "1, red green blue white",
        "2, green red white blue",
        "3, white blue green red",
        "4, blue white red green",
        "5, red blue green white",
        "6, blue red white green",
        "7, white green blue red",
        "8, green white red blue"
    })
    void a_picture_is_shown_upright_however_the_camera_was_held(int turn, String corners) throws IOException {
        var print = developed(PictureFixture.taken(PictureFixture.jpeg(200, 100), turn))
                .full();

        assertThat(print.width()).isEqualTo(turn < 5 ? 200 : 100);
        var image = PictureFixture.decoded(print.jpeg());
        int right = print.width() - 10;
        int bottom = print.height() - 10;
        assertThat(Stream.of(
                                image.getRGB(10, 10),
                                image.getRGB(right, 10),
                                image.getRGB(10, bottom),
                                image.getRGB(right, bottom))
                        .map(DarkroomTest::name))
                .containsExactly(corners.split(" "));
    }

    @Test
    void nothing_that_the_camera_or_anybody_else_wrote_into_the_file_survives() throws IOException {
        byte[] taken = PictureFixture.joined(PictureFixture.taken(PictureFixture.jpeg(200, 100), 6), ZIP);
        assertThat(new String(taken, ISO_8859_1)).contains(PictureFixture.PLACE, "Exif", "PK");

        var prints = developed(taken);

        for (var print : new Prints.Print[] {prints.full(), prints.card()}) {
            assertThat(new String(print.jpeg(), ISO_8859_1)).doesNotContain(PictureFixture.PLACE, "Exif", "PK", "evil");
        }
    }

    @Test
    void what_shows_through_is_white() throws IOException {
        var image = PictureFixture.decoded(
                developed(PictureFixture.transparentPng()).full().jpeg());

        assertThat(name(image.getRGB(45, 80))).isEqualTo("white");
        assertThat(name(image.getRGB(45, 10))).isEqualTo("black");
    }

    @Test
    void a_text_that_unfolds_to_gigabytes_is_never_unfolded() throws IOException {
        byte[] bomb = PictureFixture.joined("Comment\0\0".getBytes(ISO_8859_1), deflatedZeros(64));

        assertThat(developed(PictureFixture.pngWith("zTXt", bomb)).full().width())
                .isEqualTo(16);
    }

    @ParameterizedTest
    @MethodSource
    @Proves("test-seed-images")
    void what_is_no_picture_of_ours_is_refused_by_name(byte[] file, Reason reason) {
        assertThatThrownBy(() -> developed(file))
                .isInstanceOfSatisfying(
                        PictureRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    static Stream<Arguments> what_is_no_picture_of_ours_is_refused_by_name() {
        return Stream.of(
                Arguments.of(new byte[0], PictureRefused.TYPE),
                Arguments.of("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(ISO_8859_1), PictureRefused.TYPE),
                Arguments.of("RIFF\0\0\0\0WEBPVP8 ".getBytes(ISO_8859_1), PictureRefused.TYPE),
                Arguments.of(PictureFixture.gif(), PictureRefused.TYPE),
                Arguments.of(
                        PictureFixture.joined("<html>".getBytes(ISO_8859_1), PictureFixture.jpeg(16, 16)),
                        PictureRefused.TYPE),
                Arguments.of(PictureFixture.joined(ZIP, PictureFixture.png(16, 16)), PictureRefused.TYPE),
                Arguments.of(PictureFixture.joined(PictureFixture.png(16, 16), ZIP), PictureRefused.BROKEN),
                Arguments.of(PictureFixture.cutInHalf(PictureFixture.jpeg(200, 100)), PictureRefused.BROKEN),
                Arguments.of(PictureFixture.cutInHalf(PictureFixture.png(200, 100)), PictureRefused.BROKEN),
                Arguments.of(PictureFixture.pngClaiming(17, 1600), PictureRefused.BROKEN),
                Arguments.of(PictureFixture.pngClaiming(0, 16), PictureRefused.BROKEN),
                Arguments.of(PictureFixture.pngClaiming(16, -1), PictureRefused.BROKEN),
                Arguments.of(PictureFixture.pngWith("EVIL", ZIP), PictureRefused.BROKEN),
                Arguments.of(PictureFixture.jpegOfScans(33), PictureRefused.BROKEN),
                Arguments.of(PictureFixture.animatedPng(), PictureRefused.ANIMATED),
                Arguments.of(PictureFixture.pngClaiming(5001, 5001), PictureRefused.PIXELS),
                Arguments.of(PictureFixture.pngClaiming(Integer.MAX_VALUE, Integer.MAX_VALUE), PictureRefused.PIXELS),
                Arguments.of(PictureFixture.pngClaiming(16_001, 1), PictureRefused.PIXELS),
                Arguments.of(PictureFixture.jpegClaiming(65_535, 65_535), PictureRefused.PIXELS));
    }

    @Test
    void damage_of_any_kind_is_a_refusal_and_no_fault() throws IOException {
        var random = new Random(7);
        for (byte[] whole : new byte[][] {
            PictureFixture.taken(PictureFixture.jpeg(64, 48), 6),
            PictureFixture.png(64, 48),
            PictureFixture.transparentPng()
        }) {
            for (int attempt = 0; attempt < 1000; attempt++) {
                byte[] damaged = whole.clone();
                for (int slip = random.nextInt(8); slip >= 0; slip--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    assertThat(developed(damaged).card().width()).isBetween(1, 480);
                } catch (PictureRefused expected) {
                    assertThat(expected.reason().kind().status()).isBetween(400, 499);
                }
            }
        }
    }

    @Test
    void the_same_upload_has_the_same_hash_and_another_has_another() throws IOException {
        assertThat(hash(PictureFixture.png(16, 16))).isEqualTo(hash(PictureFixture.png(16, 16)));
        assertThat(hash(PictureFixture.png(16, 16))).isNotEqualTo(hash(PictureFixture.png(16, 17)));
    }

    @Test
    void who_finds_no_seat_is_sent_away_and_who_leaves_makes_room_even_by_a_fault() throws IOException {
        var seats = new Seats(2, Duration.ZERO);

        seats.seated(() -> seats.seated(() -> {
            assertThatThrownBy(() -> seats.seated(() -> 3))
                    .isInstanceOfSatisfying(
                            PictureRefused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(PictureRefused.BUSY));
            return 2;
        }));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> seats.seated(() -> {
                        throw new IOException("broke off");
                    }))
                    .hasMessage("broke off");
        }
        assertThat(seats.<Integer>seated(() -> 1)).isOne();
    }

    private Prints developed(byte[] file) throws IOException {
        return darkroom.receive(new ByteArrayInputStream(file), Upload::develop);
    }

    private String hash(byte[] file) throws IOException {
        return darkroom.receive(new ByteArrayInputStream(file), Upload::hash);
    }

    private static byte[] deflatedZeros(int megabytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (int i = 0; i < megabytes; i++) {
                deflater.write(new byte[1 << 20]);
            }
        }
        return packed.toByteArray();
    }

    private static String name(int rgb) {
        boolean red = (rgb >> 16 & 0xFF) > 128;
        boolean green = (rgb >> 8 & 0xFF) > 128;
        boolean blue = (rgb & 0xFF) > 128;
        if (red && green && blue) return "white";
        return red ? "red" : green ? "green" : blue ? "blue" : "black";
    }
}
