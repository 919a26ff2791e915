package dev.fairground.listings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.access.Cast;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.PictureFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database's half of each rule about pictures: one value of a sound row is made wrong, and the constraint that says so is named. */
@FairgroundTest
class PictureConstraintsTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "position = 0                    | picture_position_once",
                "position = position + 20        | picture_position_in_range",
                "position = -1 - position        | picture_position_in_range",
                "content_hash = repeat('a', 64)  | picture_content_once",
                "content_hash = repeat('A', 64)  | picture_content_hash_form",
                "object_key = 'listings/one.jpg' | picture_object_key_once",
                "object_key = '../one.jpg'       | picture_object_key_form",
                "card_key = 'listings/one.jpg'   | picture_card_key_once",
                "card_key = '/one.jpg'           | picture_card_key_form",
                "width = 0                       | picture_width_in_range",
                "height = 4097                   | picture_height_in_range"
            })
    void a_picture_that_breaks_a_rule_is_not_kept(String wrong, String constraint) {
        var stall = Stall.open(cast, port);
        stall.upload(PictureFixture.png(16, 16));
        stall.upload(PictureFixture.png(16, 17));

        assertThatThrownBy(() -> jdbc.sql("update listings.picture set " + wrong + " where listing_id = :listing::uuid")
                        .param("listing", stall.listing())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining('"' + constraint + '"');
    }
}
