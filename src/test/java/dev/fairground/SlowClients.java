package dev.fairground;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Clients of ten addresses of this machine, in turn, who begin a request and then say no more. */
final class SlowClients implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final List<Socket> open = new ArrayList<>();
    private final int port;

    SlowClients(int port) {
        this.port = port;
    }

    void send(String beginning) throws IOException {
        var client = new Socket();
        open.add(client);
        client.bind(new InetSocketAddress("127.0.0." + (2 + open.size() / 2 % 10), 0));
        client.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.getOutputStream().write(beginning.getBytes(US_ASCII));
    }

    /** Whether the server ended each of them before it was waited for in vain for thirty seconds. */
    boolean allAreCut() {
        for (var client : open) {
            try {
                client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } catch (SocketTimeoutException waiting) {
                return false;
            } catch (IOException cut) {
                // reset instead of closed: ended all the same
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (var client : open) {
            client.close();
        }
    }
}
