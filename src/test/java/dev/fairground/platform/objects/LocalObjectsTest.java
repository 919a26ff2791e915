package dev.fairground.platform.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalObjectsTest implements ObjectStoreContract {

    @TempDir
    Path outside = Path.of("");

    Path root = Path.of("");
    LocalObjects objects = new LocalObjects(new ObjectsSettings(Path.of("target/objects")));

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @BeforeEach
    void open() throws IOException {
        outside = outside.toRealPath();
        root = outside.resolve("objects");
        objects = new LocalObjects(new ObjectsSettings(root));
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
        assertThatThrownBy(() -> objects.put(below, ObjectStoreContract.bytes(7)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> objects.delete(below)).isInstanceOf(IOException.class);
        assertThat(outside.resolve("secret.png")).hasBinaryContent(new byte[] {42});
    }
}
