package dev.fairground.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The headers of one request, and what can be wrong with them. */
final class Rim {

    /** Strange but in order: whoever sends these sends one whole request. */
    private static final List<String> STRANGE = List.of(
            "Accept: text/html",
            "Accept: application/xml",
            "Accept: */*;q=0",
            "Accept: nonsense",
            "Accept: application/json;q=nonsense",
            "Accept-Language: tlh-\u00e4\u00e4, *;q=9",
            "Accept-Encoding: gzip;q=0, identity;q=0, *;q=0",
            "Accept-Charset: utf-7",
            "Authorization: Bearer",
            "Authorization: Bearer \u00e4\u00f6 \u00fc",
            "Authorization: Basic OjpiOg==",
            "Authorization: Bearer " + "x".repeat(5_000),
            "Cookie: SESSION=\"; fairground=\u0001; =;;=",
            "Content-Encoding: gzip",
            "Content-Encoding: br, identity",
            "Content-Type: text/plain",
            "Content-Type: application/xml",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json;charset=nonsense",
            "Content-Type: nonsense",
            "Content-Type: image/svg+xml",
            "Content-Type: */*",
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(1_000),
            "Idempotency-Key: '; --",
            "If-None-Match: \"nonsense\", *",
            "If-Match: W/\"",
            "If-Modified-Since: nonsense",
            "Range: bytes=-99999999999999999999-",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: 300.300.300.300, ::::, \"",
            "X-Forwarded-Host: evil.invalid\u00e4",
            "X-Forwarded-Proto: javascript",
            "X-Forwarded-Port: 99999999",
            "X-Request-Id: '; --",
            "Forwarded: for=\"[::1\";proto=,;by",
            "traceparent: 00-00000000000000000000000000000000-0000000000000000-zz",
            "traceparent: " + "f".repeat(500),
            "baggage: " + "a=b,".repeat(1_000),
            "Origin: null",
            "Referer: \u0080",
            "Last-Event-ID: -1",
            "X-Strange: " + "y".repeat(7_000));

    /** No longer one whole request, or none. */
    private static final List<String> BROKEN = List.of(
            "Content-Length: 999999999",
            "Content-Length: -1",
            "Content-Length: 5",
            "Content-Length: 1,2",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: nonsense",
            "Host: a b",
            "Host: ",
            "Host: localhost:99999999",
            "Expect: nonsense",
            "Upgrade: h2c\r\nHTTP2-Settings: AA",
            "Bad Header: x",
            ": x",
            " folded",
            "X-Large: " + "z".repeat(20_000),
            "X-Nul: a\0b",
            "X-Line: a\rX-Injected: 1");

    private final List<String> lines = new ArrayList<>();
    private final Random random;

    Rim(Random random) {
        this.random = random;
    }

    void say(String name, String value) {
        lines.add(name + ": " + value);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Puts one line that is wrong in the place of its like, or beside it. Says whether the request is still whole. */
    boolean spoil() {
        boolean whole = random.nextInt(5) > 0;
        var all = whole ? STRANGE : BROKEN;
        String line = all.get(random.nextInt(all.size()));
        boolean beside = random.nextInt(8) == 0;
        if (!beside) lines.removeIf(said -> name(said).equalsIgnoreCase(name(line)));
        lines.add(line);
        return whole;
    }

    private static String name(String line) {
        return line.replaceFirst(":.*", "");
    }
}
