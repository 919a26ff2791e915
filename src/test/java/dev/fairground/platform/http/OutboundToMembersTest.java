package dev.fairground.platform.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fairground.platform.http.OutboundToMembers.Answered;
import dev.fairground.platform.http.OutboundToMembers.Names;
import dev.fairground.platform.http.OutboundToMembers.Reach;
import dev.fairground.platform.http.OutboundToMembers.Reply;
import dev.fairground.platform.http.OutboundToMembers.Trouble;
import dev.fairground.platform.http.OutboundToMembers.Unanswered;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.instance.InvalidSettings;
import dev.fairground.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Timeout(20) // an endless wait is the fault that these tests look for
class OutboundToMembersTest {

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Predicate<InetAddress> THIS_MACHINE = InetAddress::isLoopbackAddress;
    private static final byte[] BODY = "{}".getBytes(US_ASCII);

    /** Two servers at one port: the one that may be called is the internet of these tests, the other is the inside. */
    private final List<String> outside = new CopyOnWriteArrayList<>();

    private final List<String> inside = new CopyOnWriteArrayList<>();
    private HttpServer internet;
    private HttpServer intranet;

    @BeforeEach
    void open() throws IOException {
        internet = server("127.0.0.1", 0, outside);
        intranet = server("127.0.0.2", internet.getAddress().getPort(), inside);
    }

    @AfterEach
    void close() {
        internet.stop(0);
        intranet.stop(0);
    }

    @Test
    void what_is_sent_arrives_whole_and_the_answer_is_told() {
        var reply = post("/status/202?with=query", toLoopback());

        assertThat(reply).isEqualTo(new Answered(202, "heard", null));
        assertThat(outside).containsExactly("POST /status/202?with=query localhost:" + port() + " signed {}");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_an_answer_and_nobody_goes_there(int status) {
        assertThat(post("/status/" + status, toLoopback())).isEqualTo(new Answered(status, "heard", null));
        assertThat(outside).hasSize(1);
        assertThat(inside).isEmpty();
    }

    @Test
    void a_name_is_asked_for_once_so_that_it_cannot_mean_the_inside_at_the_second_question() throws Exception {
        var rebinding = new Rebinding();
        var onlyTheInternet = only("127.0.0.1");

        assertThat(call(rebinding, onlyTheInternet).post(address("/status/200"), Map.of(), BODY))
                .isEqualTo(new Answered(200, "heard", null));
        assertThat(rebinding.asked).isEqualTo(1);
        assertThat(inside).isEmpty();

        // Now it means the inside, and says so at once.
        assertThat(call(rebinding, onlyTheInternet).post(address("/status/200"), Map.of(), BODY))
                .isEqualTo(new Unanswered(Trouble.FORBIDDEN_ADDRESS));
        assertThat(inside).isEmpty();
    }

    /** The toy: it judges what the name means, and then lets the connection find out for itself. */
    @Test
    void whoever_asks_twice_reaches_the_inside() throws Exception {
        var rebinding = new Rebinding();

        assertThat(only("127.0.0.1").test(rebinding.of("rebinding.localhost")[0]))
                .isTrue();
        try (var socket = new Socket(rebinding.of("rebinding.localhost")[0], port())) {
            socket.getOutputStream()
                    .write("POST /status/200 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        }
        assertThat(inside).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "169.254.169.254",
                "192.168.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fd00::1",
                "64:ff9b::a00:1"
            })
    void a_name_that_means_an_address_of_ours_is_not_called(String literal) {
        assertThat(call(_ -> addresses(literal), InternetAddresses::isOpen)
                        .post(URI.create("https://shop.fairground.test/hooks"), Map.of(), BODY))
                .isEqualTo(new Unanswered(Trouble.FORBIDDEN_ADDRESS));
    }

    @Test
    void one_closed_address_among_open_ones_closes_the_name() {
        assertThat(call(_ -> addresses("127.0.0.1", "127.0.0.2"), only("127.0.0.1"))
                        .post(address("/status/200"), Map.of(), BODY))
                .isEqualTo(new Unanswered(Trouble.FORBIDDEN_ADDRESS));
        assertThat(outside).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.fairground.test/hooks",
                "ftp://shop.fairground.test/hooks",
                "https://shop.fairground.test:22/hooks",
                "https://name:word@shop.fairground.test/hooks",
                "https://shop.fairground.test/hooks#part",
                "https:///hooks",
                "https:hooks",
                "/hooks",
                "https://10.0.0.1/hooks",
                "https://127.0.0.1/hooks",
                "https://[::1]/hooks",
                "https://[::ffff:10.0.0.1]/hooks",
                "https://2130706433/hooks",
                "https://127.1/hooks",
                "http://localhost/hooks"
            })
    void an_address_that_we_would_never_call_is_known_by_its_looks(String text) {
        var production = new OutboundToMembers(
                new Reach(InetAddress::getAllByName, InternetAddresses::isOpen, false, SHORT),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                new SettableClock(),
                new SimpleMeterRegistry());

        assertThat(production.takes(URI.create(text))).isFalse();
        assertThat(production.post(URI.create(text), Map.of(), BODY))
                .isEqualTo(new Unanswered(Trouble.FORBIDDEN_ADDRESS));
        assertThat(production.takes(URI.create("https://shop.fairground.test/hooks?key=1")))
                .isTrue();
        assertThat(production.takes(URI.create("https://shop.fairground.test:8443/")))
                .isTrue();
    }

    @Test
    void production_does_not_start_with_the_way_to_this_machine_open() {
        var setup = new OutboundToMembersSetup();
        var open = new OutboundToMembersSetup.Settings(true);
        var base = URI.create("https://fairground.test");

        assertThatThrownBy(() -> setup.outboundToMembers(
                        open,
                        new Instance(Instance.Environment.PRODUCTION, Set.of(), base),
                        new SettableClock(),
                        new SimpleMeterRegistry()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OUTBOUND_TO_LOOPBACK");
        assertThat(setup.outboundToMembers(
                                open,
                                new Instance(Instance.Environment.DEVELOPMENT, Set.of(), base),
                                new SettableClock(),
                                new SimpleMeterRegistry())
                        .takes(address("/")))
                .isTrue();
    }

    @Test
    void a_name_that_nobody_has_and_a_door_that_is_closed_are_told_apart() {
        assertThat(call(
                                _ -> {
                                    throw new UnknownHostException();
                                },
                                THIS_MACHINE)
                        .post(address("/"), Map.of(), BODY))
                .isEqualTo(new Unanswered(Trouble.UNKNOWN_HOST));
        internet.stop(0);
        assertThat(post("/status/200", toLoopback())).isEqualTo(new Unanswered(Trouble.NO_CONNECTION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // keeps silent
                "HTTP/1.1 20", // begins a status line
                "HTTP/1.1 200 OK\r\nA: b\r\n", // begins a head
                "HTTP/1.1 103 Early Hints\r\n\r\n", // promises an answer
            })
    void who_takes_a_call_and_does_not_answer_it_is_waited_for_only_so_long(String begin) throws IOException {
        try (var slow = saying(begin, false)) {
            assertThat(post(slow)).isEqualTo(new Unanswered(Trouble.TOO_SLOW));
        }
    }

    @Test
    @Timeout(5) // all of it would take three times as long to arrive
    void a_byte_now_and_then_does_not_make_the_wait_longer() throws IOException {
        try (var dribbling = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> dribble(dribbling));

            assertThat(post(dribbling)).isEqualTo(new Unanswered(Trouble.TOO_SLOW));
        }
    }

    @Test
    void a_body_that_never_ends_takes_nothing_from_the_status() throws IOException {
        try (var slow = saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome", false)) {
            assertThat(post(slow)).isEqualTo(new Answered(200, "some", null));
        }
    }

    @Test
    void no_more_than_a_kilobyte_of_an_answer_is_read() throws IOException {
        var much = "x".repeat(100_000);
        try (var talkative = saying("HTTP/1.1 500 No\r\n\r\n" + much, true)) {
            assertThat(post(talkative)).isEqualTo(new Answered(500, "x".repeat(1024), null));
        }
        try (var chunks = saying(
                "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", true)) {
            assertThat(post(chunks)).isEqualTo(new Answered(500, "abcde", null));
        }
        try (var endless = saying("HTTP/1.1 200 OK\r\nA: " + much, true)) {
            assertThat(post(endless)).isEqualTo(new Unanswered(Trouble.BROKEN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nA: b", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 999 Much\r\n\r\n", "\r\n\r\n"})
    void what_breaks_off_or_is_no_http_is_broken(String said) throws IOException {
        try (var broken = saying(said, true)) {
            assertThat(post(broken)).isEqualTo(new Unanswered(Trouble.BROKEN));
        }
    }

    @Test
    void an_answer_says_when_to_come_again_in_either_form() throws IOException {
        try (var seconds = saying("HTTP/1.1 429 No\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n", true)) {
            assertThat(post(seconds)).isEqualTo(new Answered(429, "", Duration.ofMinutes(2)));
        }
        try (var nonsense = saying("HTTP/1.1 429 No\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n", true)) {
            assertThat(post(nonsense)).isEqualTo(new Answered(429, "", null));
        }
    }

    @Test
    void what_could_not_stand_in_a_log_is_left_out_of_the_excerpt() throws IOException {
        try (var rude = saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\na\0b\33\r\n", true)) {
            assertThat(post(rude)).isEqualTo(new Answered(200, "a b  \n", null));
        }
    }

    @Test
    void nobody_is_called_inside_a_transaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> post("/status/200", toLoopback())).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(outside).isEmpty();
    }

    /** By an address we would get any certificate at all; it is the name that has to stand in it. */
    @Test
    void over_tls_the_other_side_hears_its_name_and_has_to_prove_it(@TempDir Path folder) throws Exception {
        var keys = keys(folder, "receiver.localhost");
        var context = trusting(keys);
        var heard = new CopyOnWriteArrayList<String>();
        var server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            var session = (ExtendedSSLSession) ((com.sun.net.httpserver.HttpsExchange) exchange).getSSLSession();
            heard.add(session.getRequestedServerNames().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try {
            var trusting = call(_ -> addresses("127.0.0.1"), THIS_MACHINE, context.getSocketFactory());
            assertThat(trusting.post(URI.create("https://receiver.localhost:" + port), Map.of(), BODY))
                    .isEqualTo(new Answered(204, "", null));
            assertThat(heard).singleElement().asString().contains("receiver.localhost");
            assertThat(trusting.post(URI.create("https://another.localhost:" + port), Map.of(), BODY))
                    .isEqualTo(new Unanswered(Trouble.NO_TRUST));
            assertThat(call(_ -> addresses("127.0.0.1"), THIS_MACHINE)
                            .post(URI.create("https://receiver.localhost:" + port), Map.of(), BODY))
                    .as("nobody vouches for it")
                    .isEqualTo(new Unanswered(Trouble.NO_TRUST));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_limit_holds_while_keys_are_exchanged() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(toLoopback().post(URI.create("https://localhost:" + silent.getLocalPort()), Map.of(), BODY))
                    .isEqualTo(new Unanswered(Trouble.TOO_SLOW));
        }
    }

    private Reply post(String path, OutboundToMembers outbound) {
        return outbound.post(address(path), Map.of("webhook-signature", "signed"), BODY);
    }

    private static Reply post(ServerSocket server) {
        return toLoopback().post(URI.create("http://localhost:" + server.getLocalPort() + "/"), Map.of(), BODY);
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    private int port() {
        return internet.getAddress().getPort();
    }

    private static OutboundToMembers toLoopback() {
        return call(_ -> addresses("127.0.0.1"), THIS_MACHINE);
    }

    private static OutboundToMembers call(Names names, Predicate<InetAddress> allowed) {
        return call(names, allowed, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static OutboundToMembers call(Names names, Predicate<InetAddress> allowed, SSLSocketFactory tls) {
        return new OutboundToMembers(
                new Reach(names, allowed, true, SHORT), tls, new SettableClock(), new SimpleMeterRegistry());
    }

    private static Predicate<InetAddress> only(String literal) {
        return addresses(literal)[0]::equals;
    }

    private static InetAddress[] addresses(String... literals) {
        var addresses = new ArrayList<InetAddress>();
        for (String literal : literals) {
            try {
                addresses.add(InetAddress.getByName(literal));
            } catch (UnknownHostException noLiteral) {
                throw new UncheckedIOException(noLiteral);
            }
        }
        return addresses.toArray(InetAddress[]::new);
    }

    /** The attack: a name with a life of no time at all, which means something harmless once. */
    private static final class Rebinding implements Names {

        private int asked;

        @Override
        public InetAddress[] of(String host) {
            asked++;
            return addresses(asked == 1 ? "127.0.0.1" : "127.0.0.2");
        }
    }

    private static HttpServer server(String address, int port, List<String> heard) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/status/", exchange -> {
            var path = exchange.getRequestURI();
            var headers = exchange.getRequestHeaders();
            heard.add(exchange.getRequestMethod() + " " + path + " " + headers.getFirst("Host") + " "
                    + headers.getFirst("webhook-signature") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
            exchange.getResponseHeaders().add("Location", "http://127.0.0.2:" + port + "/status/200");
            exchange.sendResponseHeaders(
                    Integer.parseInt(path.getPath().substring("/status/".length())), "heard".length());
            exchange.getResponseBody().write("heard".getBytes(US_ASCII));
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Answers one call with these bytes; then hangs up, or holds the line until the other side has. */
    private static ServerSocket saying(String bytes, boolean hangUp) throws IOException {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (Socket call = server.accept()) {
                call.getInputStream().readNBytes(20);
                call.getOutputStream().write(bytes.getBytes(US_ASCII));
                call.getOutputStream().flush();
                if (hangUp) call.shutdownOutput();
                call.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException ended) {
                // the caller has had enough, which is what the tests are about
                Thread.currentThread().interrupt();
            }
        });
        return server;
    }

    /** A byte whenever the caller's patience with a single read would be half over. */
    private static void dribble(ServerSocket server) {
        try (Socket call = server.accept()) {
            call.setSoTimeout((int) SHORT.toMillis() / 2);
            InputStream in = call.getInputStream();
            for (char one : "HTTP/1.1 200 OK\r\nA: and so on for ever".toCharArray()) {
                call.getOutputStream().write(one);
                call.getOutputStream().flush();
                awaitAMoment(in);
            }
        } catch (IOException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAMoment(InputStream in) throws IOException {
        try {
            in.readNBytes(1 << 20);
        } catch (java.net.SocketTimeoutException passed) {
            assertThat(passed).isNotNull();
        }
    }

    private static KeyStore keys(Path folder, String host) throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "one",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(15, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("one", keys.getCertificate("one"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
