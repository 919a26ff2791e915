package dev.fairground.listings;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.PictureFixture;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FairgroundTest
class PictureHttpTest {

    private static final int MEGABYTE = 1 << 20;

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient jdbc;

    private Stall stall;

    @BeforeEach
    void open() {
        stall = Stall.open(cast, port);
    }

    @Test
    void an_uploaded_picture_stands_with_its_listing_in_both_versions_and_is_served_in_two_sizes() {
        var uploaded = stall.upload(PictureFixture.jpeg(2000, 1000));

        assertThat(uploaded).hasStatus(201);
        assertThat(uploaded.json().at("/width").asInt()).isEqualTo(1600);
        assertThat(uploaded.json().at("/height").asInt()).isEqualTo(800);
        for (String version : List.of("v1", "v2")) {
            var detail = stall.seller().get("/api/" + version + "/listings/" + stall.listing());
            assertThat(detail.at("/picture")).isEqualTo(uploaded.at("/card"));
            assertThat(detail.json().at("/pictures/0")).isEqualTo(uploaded.json());
        }
        for (String size : List.of("/full", "/card")) {
            var served = Api.at(port).get(uploaded.at(size));
            assertThat(served).hasStatus(200);
            assertThat(served.header("Content-Type")).isEqualTo("image/jpeg");
            assertThat(served.header("Cache-Control")).contains("immutable");
        }
    }

    @Test
    void what_it_is_says_the_file_and_not_its_sender() {
        Api api = stall.seller();
        byte[] png = PictureFixture.png(16, 16);

        assertThat(api.with("Content-Type", "image/gif").post(stall.pictures(), png))
                .hasStatus(201);
        assertThat(api.with("Content-Type", "application/octet-stream")
                        .post(stall.pictures(), PictureFixture.jpeg(16, 16)))
                .hasStatus(201);
        assertThat(api.with("Content-Type", "text/html").post(stall.pictures(), png))
                .refused(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_picture_is_refused_by_name_and_leaves_nothing(byte[] file, int status, String code) {
        assertThat(stall.upload(file)).refused(status, code);
        assertThat(stall.detail().json().path("pictures")).isEmpty();
    }

    static Stream<Arguments> what_is_no_picture_is_refused_by_name_and_leaves_nothing() {
        byte[] page = "<html><script>alert(1)</script>".getBytes(ISO_8859_1);
        return Stream.of(
                Arguments.of(
                        "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(ISO_8859_1),
                        400,
                        "picture-type-not-taken"),
                Arguments.of(page, 400, "picture-type-not-taken"),
                Arguments.of(PictureFixture.gif(), 400, "picture-type-not-taken"),
                Arguments.of(PictureFixture.joined(page, PictureFixture.jpeg(16, 16)), 400, "picture-type-not-taken"),
                Arguments.of(PictureFixture.joined(PictureFixture.png(16, 16), page), 400, "picture-broken"),
                Arguments.of(PictureFixture.cutInHalf(PictureFixture.jpeg(200, 100)), 400, "picture-broken"),
                Arguments.of(PictureFixture.animatedPng(), 400, "picture-animated"),
                Arguments.of(PictureFixture.pngClaiming(50_000, 50_000), 413, "picture-too-many-pixels"),
                Arguments.of(PictureFixture.jpegClaiming(65_535, 65_535), 413, "picture-too-many-pixels"));
    }

    @Test
    void a_picture_may_be_larger_than_a_document_but_not_endless() {
        byte[] heavy = PictureFixture.noise(1000, 1000, 7);
        assertThat(heavy.length).isBetween(2 * MEGABYTE, 8 * MEGABYTE);
        byte[] endless = new byte[8 * MEGABYTE + 1];

        assertThat(stall.upload(heavy)).hasStatus(201);
        assertThat(stall.upload(endless)).refused(413, "body-too-large");
        assertThat(stall.upload(stall.seller(), new ByteArrayInputStream(endless)))
                .refused(413, "body-too-large");
        assertThat(stall.seller().post(stall.pictures() + "/order", "x".repeat(MEGABYTE + 1)))
                .refused(413, "body-too-large");
    }

    @Test
    void nobody_touches_the_pictures_of_a_listing_of_others() {
        String picture = stall.upload(PictureFixture.png(16, 16)).at("/id");
        var order = Map.of("pictures", List.of(picture));
        Api rival = Stall.open(cast, port).seller();
        Api stranger = cast.program(Api.at(port), cast.member("stranger"));

        assertThat(stall.upload(rival, PictureFixture.png(16, 17))).refused(404, "no-such-listing");
        assertThat(stall.upload(rival, PictureFixture.png(16, 16))).refused(404, "no-such-listing");
        assertThat(rival.put(stall.pictures(), order)).refused(404, "no-such-listing");
        assertThat(rival.delete(stall.pictures() + "/" + picture)).refused(404, "no-such-listing");
        assertThat(stall.upload(stranger, PictureFixture.png(16, 16))).refused(403, "right-missing");
        assertThat(stranger.put(stall.pictures(), order)).refused(403, "right-missing");
        assertThat(stranger.delete(stall.pictures() + "/" + picture)).refused(403, "right-missing");
        assertThat(shown()).containsExactly(picture);
    }

    @Test
    void the_same_file_again_is_the_same_picture_however_many_send_it_at_once() throws Exception {
        byte[] file = PictureFixture.png(16, 16);
        List<Callable<Answer>> uploads = Collections.nCopies(8, () -> stall.upload(file));
        var ids = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(uploads)) {
                ids.add(answer.get().at("/id"));
            }
        }

        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(stall.upload(file).at("/id")).isEqualTo(ids.getFirst());
        assertThat(shown()).containsExactly(ids.getFirst());
    }

    @Test
    void a_listing_has_as_many_as_the_plan_allows_and_the_last_may_still_be_repeated() {
        for (int width = 1; width <= 4; width++) {
            assertThat(stall.upload(PictureFixture.png(width, 16))).hasStatus(201);
        }

        assertThat(stall.upload(PictureFixture.png(4, 16))).hasStatus(201);
        assertThat(stall.upload(PictureFixture.png(5, 16))).refused(409, "plan-pictures-used-up");
        assertThat(shown()).hasSize(4);

        plan("PRO");
        for (int width = 5; width <= 10; width++) {
            assertThat(stall.upload(PictureFixture.png(width, 16))).hasStatus(201);
        }
        assertThat(stall.upload(PictureFixture.png(11, 16))).refused(409, "plan-pictures-used-up");
        assertThat(shown()).hasSize(10);
    }

    @Test
    void of_eight_pictures_at_once_those_are_taken_for_which_the_plan_has_room() throws Exception {
        var uploads = IntStream.rangeClosed(1, 8)
                .<Callable<Answer>>mapToObj(width -> () -> stall.upload(PictureFixture.png(width, 16)))
                .toList();
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(uploads)) {
                answers.add(answer.get().status());
            }
        }

        assertThat(answers).containsOnly(201, 409);
        assertThat(Collections.frequency(answers, 201)).isEqualTo(4);
        assertThat(shown()).hasSize(4);
    }

    @Test
    void a_smaller_plan_shows_the_first_few_and_deletes_none() {
        plan("PRO");
        var ids = IntStream.rangeClosed(1, 6)
                .mapToObj(width -> stall.upload(PictureFixture.png(width, 16)).at("/id"))
                .toList();
        assertThat(stall.seller().put("/api/v2/listings/" + stall.listing() + "/publication", ""))
                .hasStatus(204);
        Api visitor = Api.at(port);
        assertThat(shownTo(visitor)).isEqualTo(ids);

        plan("FREE");
        assertThat(shownTo(visitor)).isEqualTo(ids.subList(0, 4));
        assertThat(shown()).isEqualTo(ids);
        assertThat(stall.seller().delete(stall.pictures() + "/" + ids.getFirst()))
                .hasStatus(204);
        assertThat(shownTo(visitor)).isEqualTo(ids.subList(1, 5));
        assertThat(stall.upload(PictureFixture.png(7, 16))).refused(409, "plan-pictures-used-up");

        plan("PRO");
        assertThat(shownTo(visitor)).isEqualTo(ids.subList(1, 6));
    }

    @Test
    void pictures_change_places_and_the_first_is_the_one_on_the_card() {
        String one = stall.upload(PictureFixture.png(16, 16)).at("/id");
        String two = stall.upload(PictureFixture.png(16, 17)).at("/id");
        String three = stall.upload(PictureFixture.png(16, 18)).at("/id");

        assertThat(stall.seller().put(stall.pictures(), Map.of("pictures", List.of(three, one, two))))
                .hasStatus(204);
        assertThat(shown()).containsExactly(three, one, two);
        assertThat(stall.detail().at("/picture")).isEqualTo(stall.detail().at("/pictures/0/card"));
        for (var wrong : List.of(List.of(one, two), List.of(one, two, two), List.of(one, two, three, one))) {
            assertThat(stall.seller().put(stall.pictures(), Map.of("pictures", wrong)))
                    .refused(400, "picture-order")
                    .naming("pictures");
        }

        assertThat(stall.seller().delete(stall.pictures() + "/" + three)).hasStatus(204);
        assertThat(stall.seller().delete(stall.pictures() + "/" + three)).refused(404, "no-such-picture");
        assertThat(shown()).containsExactly(one, two);
        assertThat(jdbc.sql("select position from listings.picture where listing_id = :listing::uuid order by position")
                        .param("listing", stall.listing())
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 1);
    }

    private void plan(String plan) {
        jdbc.sql("""
                update shops.shop
                   set plan = :plan
                 where id = (select shop_id from listings.listing where id = :listing::uuid)
                """).param("plan", plan).param("listing", stall.listing()).update();
    }

    /** To the team. */
    private List<String> shown() {
        return shownTo(stall.seller());
    }

    private List<String> shownTo(Api caller) {
        return caller.get("/api/v2/listings/" + stall.listing())
                .json()
                .path("pictures")
                .valueStream()
                .map(picture -> picture.path("id").asString())
                .toList();
    }
}
