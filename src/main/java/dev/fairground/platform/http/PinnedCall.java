package dev.fairground.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairground.platform.http.OutboundToMembers.Answered;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over a connection of its own, to an address that was judged before.
 *
 * <p><b>Why by hand.</b> The JDK's client looks the name up by itself, after our judgement. A library that can be given addresses waits per
 * read and not in all, so that a byte every nine seconds holds a thread for hours; its redirects, retries, cookies and unpacking would all
 * have to be switched off. What is left to do is a head, a body and a status line. The limit stands below TLS, so that it also holds
 * while keys are exchanged.
 */
final class PinnedCall {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final URI address;
    private final List<InetAddress> judged;
    private final SSLSocketFactory tls;
    private final Clock clock;
    private final TimeLeft left;

    PinnedCall(URI address, List<InetAddress> judged, SSLSocketFactory tls, Clock clock, Duration limit) {
        this.address = address;
        this.judged = judged;
        this.tls = tls;
        this.clock = clock;
        this.left = TimeLeft.of(limit);
    }

    Answered post(Map<String, String> headers, byte[] body) throws IOException {
        try (Socket plain = connected();
                Socket socket = isSecure() ? secured(plain) : plain) {
            socket.getOutputStream().write(request(headers, body));
            socket.getOutputStream().flush();
            return new HttpAnswer(new BufferedInputStream(socket.getInputStream()), clock).read();
        }
    }

    private Socket connected() throws IOException {
        IOException refused = new ConnectException("No address");
        for (InetAddress one : judged) {
            var socket = new TimedSocket(left);
            try {
                socket.connect(new InetSocketAddress(one, port()), Math.min(left.millis(), (int) CONNECT.toMillis()));
                return socket;
            } catch (IOException unreachable) {
                socket.close();
                refused = unreachable instanceof SocketTimeoutException
                        ? new ConnectException("Not within " + CONNECT)
                        : unreachable;
            }
        }
        throw refused;
    }

    /** Names the host to the other side, and demands a certificate for that name although we came by an address. */
    private Socket secured(Socket plain) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, address.getHost(), port(), true);
        var terms = socket.getSSLParameters();
        terms.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(terms);
        socket.startHandshake();
        return socket;
    }

    /** Nothing in it can begin a new line: a URI holds no control characters, and the headers are ours. */
    private byte[] request(Map<String, String> headers, byte[] body) {
        var path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var head = new StringBuilder("POST " + path);
        if (address.getRawQuery() != null) head.append('?').append(address.getRawQuery());
        head.append(" HTTP/1.1\r\nHost: ").append(address.getHost());
        if (address.getPort() != -1) head.append(':').append(address.getPort());
        head.append(
                        "\r\nConnection: close\r\nUser-Agent: Fairground\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(body.length);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n\r\n").toString().getBytes(UTF_8));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    private boolean isSecure() {
        return "https".equals(address.getScheme());
    }

    private int port() {
        return address.getPort() != -1 ? address.getPort() : isSecure() ? 443 : 80;
    }
}
