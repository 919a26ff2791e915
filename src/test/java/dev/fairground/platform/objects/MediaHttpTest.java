package dev.fairground.platform.objects;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FairgroundTest
class MediaHttpTest {

    static final String SECRET = "what lies beside the directory";

    @LocalServerPort
    int port;

    @Autowired
    ObjectsSettings settings = new ObjectsSettings(Path.of(""));

    @Autowired
    ObjectStore objects = new LocalObjects(new ObjectsSettings(Path.of("target/objects")));

    Api api = Api.at(0);

    @BeforeEach
    void connect() {
        api = Api.at(port);
    }

    @Test
    void a_picture_is_served_as_what_it_is_and_may_be_kept_for_ever() throws IOException {
        var key = new ObjectKey("tests/" + Chance.id() + ".png");
        objects.put(key, new ByteArrayInputStream("<script>".getBytes(StandardCharsets.UTF_8)));

        var answer = api.get("/media/" + key);

        assertThat(answer).hasStatus(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("Content-Length")).isEqualTo("8");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control"))
                .contains("max-age=31536000", "immutable")
                .doesNotContain("no-store");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.response().headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox; frame-ancestors 'none'");
        assertThat(answer.response().headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
    }

    @Test
    void a_picture_that_is_not_there_is_a_problem_that_nobody_keeps() {
        var answer = api.get("/media/tests/nothing.png");

        assertThat(answer).refused(404, "no-such-resource");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/../secret.png",
                "/media/%2e%2e/secret.png",
                "/media/..%2fsecret.png",
                "/media/%2e%2e%2fsecret.png",
                "/media/%252e%252e/secret.png",
                "/media/tests/%2e%2e/%2e%2e/secret.png",
                "/media/..%5csecret.png",
                "/media//secret.png",
                "/media/%2fetc/passwd",
                "/media/secret.png%00.png",
                "/media/..;/secret.png",
                "/media/tests/link.png",
                "/media/tests",
                "/media/"
            })
    void no_address_leads_out_of_the_directory(String address) throws IOException {
        Path secret = settings.directory().resolveSibling("secret.png").toAbsolutePath();
        Files.writeString(secret, SECRET);
        Path link =
                Files.createDirectories(settings.directory().resolve("tests")).resolve("link.png");
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, secret);
        }

        var answer = api.get(address);

        assertThat(answer.status()).as(address).isIn(400, 404);
        assertThat(answer.text()).doesNotContain(SECRET);
    }
}
