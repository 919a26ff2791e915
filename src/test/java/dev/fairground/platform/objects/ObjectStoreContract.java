package dev.fairground.platform.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of objects keeps to, so that one can stand in the place of another. */
interface ObjectStoreContract {

    ObjectKey KEY = new ObjectKey("listings/0190a/1.png");

    /** An empty one for each test. */
    ObjectStore objects();

    @Test
    default void what_was_put_comes_back_until_it_is_deleted() throws IOException {
        objects().put(KEY, bytes(1, 2, 3));

        try (var found = objects().open(KEY).orElseThrow()) {
            assertThat(found.size()).isEqualTo(3);
            assertThat(found.bytes().readAllBytes()).containsExactly(1, 2, 3);
        }
        objects().delete(KEY);
        objects().delete(KEY);
        assertThat(objects().open(KEY)).isEmpty();
    }

    @Test
    default void an_object_larger_than_any_answer_in_words_comes_back_whole() throws IOException {
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 7);

        objects().put(KEY, new ByteArrayInputStream(large));

        try (var found = objects().open(KEY).orElseThrow()) {
            assertThat(found.bytes().readAllBytes()).isEqualTo(large);
        }
    }

    @Test
    default void putting_it_again_is_harmless() throws IOException {
        objects().put(KEY, bytes(1));
        objects().put(KEY, bytes(1));

        assertThat(keys("listings/", "", 10)).containsExactly(KEY.text());
    }

    @Test
    default void a_put_that_breaks_off_leaves_what_was_there_and_nothing_else() throws IOException {
        objects().put(KEY, bytes(1, 2, 3));

        assertThatThrownBy(() -> objects().put(KEY, new BreaksOff())).hasMessage("the upload broke off");

        try (var found = objects().open(KEY).orElseThrow()) {
            assertThat(found.bytes().readAllBytes()).containsExactly(1, 2, 3);
        }
        assertThat(keys("listings/", "", 10)).containsExactly(KEY.text());
    }

    @Test
    default void a_folder_is_listed_in_pages_and_no_other_with_it() throws IOException {
        for (String key :
                List.of("listings/b/1.jpg", "listings/a/2.jpg", "listings/a-b.jpg", "seed/1.png", "listings/a/1.jpg")) {
            objects().put(new ObjectKey(key), bytes(1));
        }

        assertThat(keys("listings/", "", 3))
                .containsExactly("listings/a-b.jpg", "listings/a/1.jpg", "listings/a/2.jpg");
        assertThat(keys("listings/", "listings/a/2.jpg", 3)).containsExactly("listings/b/1.jpg");
        assertThat(keys("listings/", "listings/b/1.jpg", 3)).isEmpty();
        assertThat(keys("nothing/", "", 3)).isEmpty();
    }

    private List<String> keys(String folder, String after, int atMost) throws IOException {
        return objects().list(folder, after, atMost).stream()
                .map(listed -> listed.key().text())
                .toList();
    }

    static InputStream bytes(int... values) {
        var bytes = new ByteArrayOutputStream();
        Arrays.stream(values).forEach(bytes::write);
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Gives one byte and fails, as a lost connection does. */
    final class BreaksOff extends InputStream {

        private boolean given;

        @Override
        public int read() throws IOException {
            if (given) {
                throw new IOException("the upload broke off");
            }
            given = true;
            return 9;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
        }
    }
}
