package dev.fairground.ops.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * One kept connection that sends finished bytes and reads the answer to its end. It costs a tenth of a real client, which on the machine that
 * it measures would take the processor away from what is measured.
 */
final class Wire implements AutoCloseable {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final int port;
    private Socket socket;
    private InputStream in;

    @SuppressWarnings("NullAway.Init") // open() sets both
    Wire(int port) {
        this.port = port;
        open();
    }

    private void open() {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) LONGEST_SILENCE.toMillis());
            in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    static byte[] get(String path, Map<String, String> headers) {
        return request("GET", path, headers, "");
    }

    static byte[] request(String method, String path, Map<String, String> headers, String body) {
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (!body.isEmpty()) {
            text.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n");
        }
        return (text + "\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the status. */
    int send(byte[] request) {
        try {
            socket.getOutputStream().write(request);
            int status = Integer.parseInt(line().substring(9, 12));
            int length = 0;
            boolean chunked = false;
            boolean last = false; // the server ends each connection after so many requests
            for (String header = line(); !header.isEmpty(); header = line()) {
                var lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:"))
                    length = Integer.parseInt(lower.substring(15).strip());
                if (lower.equals("transfer-encoding: chunked")) chunked = true;
                if (lower.equals("connection: close")) last = true;
            }
            in.skipNBytes(length);
            if (chunked) skipChunks();
            if (last) {
                close();
                open();
            }
            return status;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void skipChunks() throws IOException {
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            in.skipNBytes(size);
            line();
        } while (size > 0);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException();
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
