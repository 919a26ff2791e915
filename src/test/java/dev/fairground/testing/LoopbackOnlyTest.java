package dev.fairground.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Proves("test-no-external-http")
class LoopbackOnlyTest {

    /** Dotted addresses in strings; loopback, wildcard, private ranges and those reserved for documentation are nobody's. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "//(?!(?:127|10|0)\\.|192\\.(?:168|0)\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.|198\\.51\\.100\\.|203\\.0\\.113\\.)\\d{1,3}(?:\\.\\d{1,3}){3}");

    @Test
    void a_name_outside_of_this_machine_is_not_resolved_and_the_message_says_what_to_do() {
        assertThatThrownBy(() -> InetAddress.getByName("example.org"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("talk to a simulator");
        try (var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(
                            HttpRequest.newBuilder(URI.create("http://example.org/"))
                                    .build(),
                            BodyHandlers.discarding()))
                    .hasRootCauseInstanceOf(java.nio.channels.UnresolvedAddressException.class);
        }
    }

    @Test
    void this_machine_is_resolved() throws UnknownHostException {
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    }

    @Test
    void no_test_speaks_to_a_literal_address_elsewhere() {
        assertThat(Documents.files(Documents.repository().resolve("src/test/java"), ".java").stream()
                        .filter(file -> ELSEWHERE.matcher(Documents.read(file)).find()))
                .isEmpty();
        assertThat(ELSEWHERE.matcher("http://8.8." + "4.4/").find()).isTrue();
        assertThat(ELSEWHERE.matcher("http:" + "//127.0.0.1/").find()).isFalse();
    }
}
