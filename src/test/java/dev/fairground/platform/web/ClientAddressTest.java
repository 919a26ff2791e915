package dev.fairground.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletRequest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ClientAddressTest {

    private static final String CLIENT = "203.0.113.9";
    private static final String INNER_PROXY = "10.0.0.2";
    private static final String OUTER_PROXY = "10.0.7.1";

    @Test
    void nobodys_word_is_taken_unless_listed() {
        var seen = seenFrom(CLIENT, trusting(), "X-Forwarded-For", "198.51.100.1");
        assertThat(seen.getRemoteAddr()).isEqualTo(CLIENT);
    }

    @Test
    void a_trusted_proxy_names_the_client() {
        var seen = seenFrom(INNER_PROXY, trusting("10.0.0.0/16"), "X-Forwarded-For", CLIENT);
        assertThat(seen.getRemoteAddr()).isEqualTo(CLIENT);
        assertThat(seen.getRemoteHost()).isEqualTo(CLIENT);
    }

    @Test
    void what_the_client_claimed_itself_stands_to_the_left_and_is_not_believed() {
        var settings = trusting("10.0.0.0/16");
        assertThat(seenFrom(INNER_PROXY, settings, "X-Forwarded-For", "127.0.0.1, " + CLIENT)
                        .getRemoteAddr())
                .isEqualTo(CLIENT);
        assertThat(seenFrom(INNER_PROXY, settings, "X-Forwarded-For", "10.0.0.5, " + CLIENT + ", " + OUTER_PROXY)
                        .getRemoteAddr())
                .isEqualTo(CLIENT);
    }

    @Test
    void a_header_sent_in_several_lines_reads_as_one() {
        var request = from(INNER_PROXY);
        request.addHeader("X-Forwarded-For", "127.0.0.1");
        request.addHeader("X-Forwarded-For", CLIENT);
        assertThat(seen(request, trusting("10.0.0.0/16")).getRemoteAddr()).isEqualTo(CLIENT);
    }

    @Test
    void garbage_and_names_end_the_walk_at_the_last_hop_we_know() {
        for (String garbage : List.of("localhost", "unknown", "", "1.2.3.4.5", "\"><script>", "2130706433x")) {
            assertThat(seenFrom(INNER_PROXY, trusting("10.0.0.0/16"), "X-Forwarded-For", garbage + ", " + OUTER_PROXY)
                            .getRemoteAddr())
                    .as(garbage)
                    .isEqualTo(OUTER_PROXY);
        }
    }

    @Test
    void an_ipv6_range_is_a_range() {
        var seen = seenFrom("fd00::1", trusting("fd00::/8"), "X-Forwarded-For", "2001:db8::7");
        assertThat(seen.getRemoteAddr()).isEqualTo("2001:db8:0:0:0:0:0:7");
    }

    @Test
    void scheme_and_host_come_from_a_trusted_proxy_and_from_nobody_else() {
        var request = from(INNER_PROXY);
        request.addHeader("X-Forwarded-Proto", "http, https");
        request.addHeader("X-Forwarded-Host", "evil.test, market.test");
        var seen = seen(request, trusting(INNER_PROXY));
        assertThat(seen.isSecure()).isTrue();
        assertThat(seen.getScheme()).isEqualTo("https");
        assertThat(seen.getServerName()).isEqualTo("market.test");
        assertThat(((jakarta.servlet.http.HttpServletRequest) seen).getRequestURL())
                .hasToString("https://market.test/a");

        var forged = seen(request, trusting());
        assertThat(forged.isSecure()).isFalse();
        assertThat(forged.getServerName()).isEqualTo("localhost");
    }

    @Test
    void a_host_that_is_none_is_ignored() {
        var seen = seenFrom(INNER_PROXY, trusting(INNER_PROXY), "X-Forwarded-Host", "evil.test/path?");
        assertThat(seen.getServerName()).isEqualTo("localhost");
    }

    @Test
    void a_range_holds_to_the_bit() {
        var seen = seenFrom("10.0.64.0", trusting("10.0.0.0/18"), "X-Forwarded-For", CLIENT);
        assertThat(seen.getRemoteAddr()).isEqualTo("10.0.64.0");
        assertThatThrownBy(() -> Network.of("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Network.of("proxy.test")).isInstanceOf(IllegalArgumentException.class);
    }

    private static WebSettings trusting(String... ranges) {
        return new WebSettings(Arrays.stream(ranges).map(Network::of).toList(), null);
    }

    private static ServletRequest seenFrom(String peer, WebSettings settings, String header, String value) {
        var request = from(peer);
        request.addHeader(header, value);
        return seen(request, settings);
    }

    private static MockHttpServletRequest from(String peer) {
        var request = new MockHttpServletRequest("GET", "/a");
        request.setRemoteAddr(peer);
        return request;
    }

    private static ServletRequest seen(MockHttpServletRequest request, WebSettings settings) {
        var chain = new MockFilterChain();
        try {
            new ClientAddress(settings).doFilter(request, new MockHttpServletResponse(), chain);
        } catch (java.io.IOException | jakarta.servlet.ServletException impossible) {
            throw new AssertionError(impossible);
        }
        return java.util.Objects.requireNonNull(chain.getRequest());
    }
}
