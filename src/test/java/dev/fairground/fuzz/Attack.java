package dev.fairground.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request as it goes on the wire.
 *
 * @param number within its siege; with the seed it gives this request again
 * @param endpoint from whose description it was made; what it asks for may have become something else
 * @param actor in whose name it is sent
 * @param target as in the request's first line
 * @param headers complete lines, those of its framing included
 * @param framed whether it is one whole request of HTTP; a server may hang up on what is not
 */
record Attack(
        int number,
        Endpoint endpoint,
        String actor,
        String method,
        String target,
        List<String> headers,
        byte[] body,
        boolean framed) {

    byte[] bytes() {
        byte[] head = head().getBytes(StandardCharsets.ISO_8859_1);
        var all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private String head() {
        return method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    /** The path that it asks for, without the query. */
    String path() {
        return target.replaceFirst("\\?.*", "");
    }

    /** All its characters, for whoever looks whether an answer only repeats them. */
    String text() {
        return head() + new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String all = "#%d as %s: %s".formatted(number, actor, text().replaceAll("(Bearer \\S{8})\\S+", "$1…"));
        return all.length() > 1500 ? all.substring(0, 1500) + "… of " + all.length() : all;
    }
}
