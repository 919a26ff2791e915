package dev.fairground.listings;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.objects.ObjectKey;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.platform.objects.ObjectStore.Listed;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.simulators.S3Account;
import dev.fairground.simulators.S3Simulator;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.PictureFixture;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The way of a picture through a store that speaks S3: in, out, away, and what is left when something breaks in between. */
@FairgroundTest
@Proves("db-object-storage")
class PictureStorageTest {

    private static final SettableClock STORE_CLOCK = new SettableClock();
    private static final S3Simulator STORE = start();

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    ObjectStore objects;

    @Autowired
    Outbox outbox;

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private Stall stall;

    @DynamicPropertySource
    static void lieElsewhere(DynamicPropertyRegistry settings) {
        var account = S3Account.development();
        settings.add("fairground.objects.s3.url", STORE::uri);
        settings.add("fairground.objects.s3.bucket", account::bucket);
        settings.add("fairground.objects.s3.region", account::region);
        settings.add("fairground.objects.s3.key", account::key);
        settings.add("fairground.objects.s3.secret", account::secret);
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @BeforeEach
    void open() throws IOException {
        clock.set(SettableClock.START);
        STORE_CLOCK.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        for (Listed left : stored()) {
            objects.delete(left.key());
        }
        stall = Stall.open(cast, port);
    }

    @Test
    void the_row_keeps_the_keys_the_store_the_bytes_and_a_removal_takes_both() throws IOException {
        var uploaded = stall.upload(PictureFixture.jpeg(800, 600));

        assertThat(uploaded).hasStatus(201);
        assertThat(stored())
                .extracting(listed -> "/media/" + listed.key())
                .containsExactly(uploaded.at("/card"), uploaded.at("/full"));
        assertThat(jdbc.sql("select object_key || ' ' || card_key from listings.picture where listing_id = :id::uuid")
                        .param("id", stall.listing())
                        .query(String.class)
                        .single())
                .isEqualTo((uploaded.at("/full") + " " + uploaded.at("/card")).replace("/media/", ""));
        var served = Api.at(port).get(uploaded.at("/full"));
        assertThat(served).hasStatus(200);
        assertThat(served.header("Content-Type")).isEqualTo("image/jpeg");

        assertThat(stall.seller().delete(stall.pictures() + "/" + uploaded.at("/id")))
                .hasStatus(204);
        assertThat(stored()).hasSize(2); // the store is told after the commit
        outbox.deliverDue();
        assertThat(stored()).isEmpty();
        assertThat(Api.at(port).get(uploaded.at("/full"))).refused(404, "no-such-resource");
    }

    @Test
    void no_table_has_a_column_of_bytes_in_which_a_picture_could_lie() {
        assertThat(jdbc.sql("""
                        select table_name || '.' || column_name
                          from information_schema.columns
                         where table_schema in ('listings', 'shops', 'catalog')
                           and data_type in ('bytea', 'oid')
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void a_store_that_is_away_is_told_to_the_seller_and_leaves_no_name_of_nothing() throws IOException {
        byte[] file = PictureFixture.png(16, 16);
        String shown = stall.upload(PictureFixture.png(16, 17)).at("/full");

        STORE.dial("{\"errorNext\": 1}");
        assertThat(stall.upload(file)).refused(503, "objects-unavailable");
        STORE.dial("{\"errorNext\": 1}");
        assertThat(Api.at(port).get(shown)).refused(503, "objects-unavailable");

        assertThat(stall.detail().json().path("pictures").size()).isOne();
        assertThat(stall.upload(file)).hasStatus(201);
        assertThat(stall.detail().json().path("pictures").size()).isEqualTo(2);
    }

    @Test
    void a_removal_that_the_store_did_not_hear_is_told_again() throws IOException {
        String picture = stall.upload(PictureFixture.png(16, 16)).at("/id");
        stall.seller().delete(stall.pictures() + "/" + picture);

        STORE.dial("{\"errorNext\": 1}");
        assertThat(outbox.deliverDue().failed()).isOne();
        assertThat(stored()).hasSize(2);

        advance(Duration.ofHours(1));
        outbox.deliverDue();
        assertThat(stored()).isEmpty();
    }

    @Test
    void what_no_picture_names_is_swept_after_a_day_and_nothing_else() throws IOException {
        orphan();
        stall.upload(PictureFixture.png(16, 16));
        advance(SweepPictures.GRACE.plusSeconds(1));
        var young = orphan();

        assertThat(jobs.runNow(SweepPictures.NAME, "system").ok()).isOne();

        assertThat(stored()).hasSize(3).extracting(Listed::key).contains(young);
        assertThat(jobs.runNow(SweepPictures.NAME, "system").ok()).isZero();
    }

    private ObjectKey orphan() throws IOException {
        var key = new ObjectKey("listings/" + Chance.id() + "/left.jpg");
        objects.put(key, new ByteArrayInputStream(new byte[] {1}));
        return key;
    }

    private List<Listed> stored() throws IOException {
        return objects.list("listings/", "", 100);
    }

    private void advance(Duration time) {
        clock.advance(time);
        STORE_CLOCK.advance(time);
    }

    private static S3Simulator start() {
        try {
            return S3Simulator.start(0, Files.createTempDirectory("objects"), S3Account.development(), STORE_CLOCK);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
