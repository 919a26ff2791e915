package dev.fairground.platform.http;

import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets for clients that limit each read alone, such as that of mail: from its making on, all that is read of one takes no longer than the
 * limit, or a read throws {@link java.net.SocketTimeoutException}.
 */
@Shows("res-timeouts-everywhere")
public final class TimedSockets extends SocketFactory {

    private final Duration limit;

    public TimedSockets(Duration limit) {
        this.limit = limit;
    }

    @Override
    public Socket createSocket() {
        return new TimedSocket(TimeLeft.of(limit));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, localPort));
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from) throws IOException {
        var socket = createSocket();
        socket.bind(from);
        socket.connect(to, (int) limit.toMillis());
        return socket;
    }
}
