package dev.fairground.platform.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalObjectsTest {

    static final ObjectKey KEY = new ObjectKey("listings/0190a/1.png");

    @TempDir
    Path outside = Path.of("");

    Path root = Path.of("");
    LocalObjects objects = new LocalObjects(new ObjectsSettings(Path.of("target/objects")));

    @BeforeEach
    void open() throws IOException {
        outside = outside.toRealPath();
        root = outside.resolve("objects");
        objects = new LocalObjects(new ObjectsSettings(root));
    }

    @Test
    void what_was_put_comes_back_until_it_is_deleted() throws IOException {
        objects.put(KEY, bytes(1, 2, 3));

        try (var found = objects.open(KEY).orElseThrow()) {
            assertThat(found.size()).isEqualTo(3);
            assertThat(found.bytes().readAllBytes()).containsExactly(1, 2, 3);
        }
        objects.delete(KEY);
        objects.delete(KEY);
        assertThat(objects.open(KEY)).isEmpty();
    }

    @Test
    void a_put_that_breaks_off_leaves_what_was_there_and_nothing_else() throws IOException {
        objects.put(KEY, bytes(1, 2, 3));

        assertThatThrownBy(() -> objects.put(KEY, new BreaksOff())).hasMessage("the upload broke off");

        try (var found = objects.open(KEY).orElseThrow();
                var files = Files.walk(root)) {
            assertThat(found.bytes().readAllBytes()).containsExactly(1, 2, 3);
            assertThat(files.filter(Files::isRegularFile)).containsExactly(root.resolve(KEY.text()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd.png",
                "../secret.png",
                "a/../../secret.png",
                "a//b.png",
                "a/./b.png",
                ".hidden.png",
                "a\\b.png",
                "a.png\0",
                "a\0.png",
                "A.png",
                "a.svg",
                "a.html",
                "a.png.html",
                "a.png/",
                "a/b/c/d/e/f.png",
                "..%2fsecret.png",
                "secret.png\n"
            })
    void a_key_that_could_climb_or_lie_is_no_key(String text) {
        assertThat(ObjectKey.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey(text));
    }

    @Test
    void a_link_in_the_directory_leads_nowhere() throws IOException {
        Files.write(outside.resolve("secret.png"), new byte[] {42});
        Files.createDirectories(root.resolve("listings"));
        Files.createSymbolicLink(root.resolve("listings/0190a"), outside);
        Files.createSymbolicLink(root.resolve("direct.png"), outside.resolve("secret.png"));
        var below = new ObjectKey("listings/0190a/secret.png");

        assertThat(objects.open(below)).isEmpty();
        assertThat(objects.open(new ObjectKey("direct.png"))).isEmpty();
        assertThatThrownBy(() -> objects.put(below, bytes(7))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> objects.delete(below)).isInstanceOf(IOException.class);
        assertThat(outside.resolve("secret.png")).hasBinaryContent(new byte[] {42});
    }

    private static InputStream bytes(int... values) {
        var bytes = new ByteArrayOutputStream();
        Arrays.stream(values).forEach(bytes::write);
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Gives one byte and fails, as a lost connection does. */
    private static final class BreaksOff extends InputStream {

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
