package dev.fairground.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status 0 if the connection ended without a word
 * @param headers complete lines
 * @param body without the framing of its transfer
 */
record Heard(int status, List<String> headers, String body) {

    private static final int PATIENCE_MILLIS = 30_000;

    /** Sends these bytes on a connection of their own, ends the sending, and reads to the end. */
    static Heard after(byte[] request, int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("localhost", port), PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (IOException heardEnough) {
                // the answer may have been given before the request was over
            }
            return of(read(socket.getInputStream()));
        } catch (IOException none) {
            return new Heard(0, List.of(), String.valueOf(none.getMessage()));
        }
    }

    private static byte[] read(InputStream answer) {
        var bytes = new ByteArrayOutputStream();
        try {
            answer.transferTo(bytes);
        } catch (IOException broken) {
            // what was heard until then counts
        }
        return bytes.toByteArray();
    }

    /** The last answer in these bytes: those that only say "go on" stand before it. */
    static Heard of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        while (text.startsWith("HTTP/1.1 1")) {
            text = text.substring(end(text));
        }
        if (!text.matches("(?s)HTTP/1\\.1 \\d{3}.*")) return new Heard(0, List.of(), text);
        var head = text.substring(0, end(text)).strip().split("\r\n");
        var heard = new Heard(
                Integer.parseInt(head[0].substring(9, 12)),
                Arrays.asList(head).subList(1, head.length),
                text.substring(end(text)));
        boolean chunked = heard.header("transfer-encoding").equals("chunked");
        return new Heard(heard.status, heard.headers, decoded(chunked ? joined(heard.body) : heard.body));
    }

    private static int end(String text) {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? text.length() : end + 4;
    }

    private static String joined(String chunks) {
        var all = new StringBuilder();
        int at = 0;
        for (int line = chunks.indexOf("\r\n"); line > at; line = chunks.indexOf("\r\n", at)) {
            int length = Integer.parseInt(chunks.substring(at, line), 16);
            all.append(chunks, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
        return all.toString();
    }

    private static String decoded(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The first of this name, in lower case; the empty string if there is none. */
    String header(String name) {
        return find(name).orElse("");
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    private Optional<String> find(String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** Without its parameters. */
    String mediaType() {
        return header("content-type").replaceFirst(";.*", "").strip();
    }

    @Override
    public String toString() {
        String all = status + " " + mediaType() + " " + body;
        return all.length() > 600 ? all.substring(0, 600) + "…" : all;
    }
}
