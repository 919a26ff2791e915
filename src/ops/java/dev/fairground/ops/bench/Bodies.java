package dev.fairground.ops.bench;

import dev.fairground.ops.Options;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Bodies that are made to hurt, sent to the application itself as no proxy stood before it: how soon each has its answer, which one, and how
 * much more heap is in use at most meanwhile, garbage included, than right before. The rates at which they come are what one connection gives.
 */
final class Bodies {

    private static final int MEGABYTE = 1 << 20;
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} ([0-9.E]+)");

    private final Market market;
    private final HttpClient http = HttpClient.newHttpClient();

    private Bodies(Market market) {
        this.market = market;
    }

    public static void main(String[] arguments) {
        var options = Options.read(arguments, Map.of("--listings", "2000", "--largest-megabytes", "1024"));
        if (options.isEmpty()) System.exit(2);
        try (var market = Market.open(options.get().number("--listings"), "web")) {
            new Bodies(market).send(options.get().number("--largest-megabytes"));
        }
    }

    private void send(int largest) {
        Body small = body -> body.write("{}".getBytes(StandardCharsets.US_ASCII));
        send("warms up", "Content-Length: 2", small, false);
        System.out.println("body                                           answer      ms   heap more MB");
        send("2 letters, and what looking at the heap costs", "Content-Length: 2", small, true);
        for (int megabytes : new int[] {1, 10, 100, largest}) {
            long size = (long) megabytes * MEGABYTE;
            send(megabytes + " MB, announced", "Content-Length: " + size, body -> letters(body, size), true);
            send(megabytes + " MB, in chunks", "Transfer-Encoding: chunked", body -> chunks(body, size), true);
        }
        var deep = "[".repeat(100_000);
        send(
                "100,000 levels",
                "Content-Length: " + deep.length(),
                body -> body.write(deep.getBytes(StandardCharsets.US_ASCII)),
                true);
        var bomb = bomb();
        send(
                "gzip of 100 MB in " + bomb.length / 1024 + " KB",
                "Content-Encoding: gzip\r\nContent-Length: " + bomb.length,
                body -> body.write(bomb),
                true);
        System.out.println(Market.load());
    }

    /** @param told whether anybody wants to know */
    private void send(String what, String headers, Body body, boolean told) {
        collect();
        long before = heap();
        var most = new AtomicLong(before);
        try (var sampling = Executors.newSingleThreadScheduledExecutor()) {
            var samples = sampling.scheduleWithFixedDelay(
                    () -> most.accumulateAndGet(heap(), Math::max), 0, 50, TimeUnit.MILLISECONDS);
            long start = System.nanoTime();
            var status = answerTo(headers, body);
            double millis = (System.nanoTime() - start) / 1e6;
            most.accumulateAndGet(heap(), Math::max);
            samples.cancel(false);
            if (told) {
                System.out.printf(
                        "%-46s %-8s %6.0f %10.1f%n", what, status, millis, (most.get() - before) / (double) MEGABYTE);
            }
        }
    }

    /** The status, as soon as there is one, however much of the body was sent until then. */
    private String answerTo(String headers, Body body) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), market.port());
                var sender = Executors.newVirtualThreadPerTaskExecutor()) {
            socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            var out = socket.getOutputStream();
            out.write(("POST /api/v2/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            sender.execute(() -> {
                try {
                    body.writeTo(out);
                    out.flush();
                } catch (IOException refusedMeanwhile) {
                    // which is what we hope for
                }
            });
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            socket.shutdownOutput(); // or the sender would go on
            return line == null ? "closed" : line.substring(9, 12);
        } catch (SocketException cut) {
            return "cut";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void letters(OutputStream out, long size) throws IOException {
        byte[] block = "a".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        out.write('"');
        for (long sent = 1; sent < size; sent += block.length) {
            out.write(block, 0, (int) Math.min(block.length, size - sent));
        }
    }

    private static void chunks(OutputStream out, long size) throws IOException {
        byte[] block = ("10000\r\n" + "a".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        out.write("1\r\n\"\r\n".getBytes(StandardCharsets.US_ASCII));
        for (long sent = 0; sent < size; sent += 1 << 16) out.write(block);
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bomb() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            byte[] block = new byte[MEGABYTE];
            for (int i = 0; i < 100; i++) zip.write(block);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    private void collect() {
        try {
            var pid = String.valueOf(market.application().getFirst().pid());
            var java = ProcessHandle.current().info().command().orElse("java");
            new ProcessBuilder(java.replaceAll("java$", "jcmd"), pid, "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private long heap() {
        try {
            var page = http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + market.port("MANAGEMENT_PORT")
                                            + "/actuator/prometheus"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return HEAP.matcher(page)
                    .results()
                    .mapToLong(area -> (long) Double.parseDouble(area.group(1)))
                    .sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Writes a body, as much of it as the other side takes. */
    @FunctionalInterface
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
