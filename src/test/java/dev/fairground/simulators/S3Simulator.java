package dev.fairground.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An object store that speaks a subset of S3: PutObject, GetObject, DeleteObject and ListObjectsV2 with prefix, start-after and max-keys,
 * addressed by path and signed. An object is a file of its name below the state folder. Its own dial is {@code forgetful}: it says yes and
 * keeps nothing.
 */
public final class S3Simulator implements AutoCloseable {

    private static final int MOST_KEYS = 1000;

    private final S3Account account;
    private final S3Signature signature;
    private final Path bucket;
    private final Path drafts;
    private final Clock clock;
    private final Dials dials = new Dials(Map.of("forgetful", false));
    private final SimulatorServer server;

    private S3Simulator(SimulatorServer server, Path state, S3Account account, Clock clock) {
        this.server = server;
        this.account = account;
        this.signature = new S3Signature(account);
        this.clock = clock;
        try {
            this.bucket = Files.createDirectories(state.resolve("objects").resolve(account.bucket()));
            this.drafts = Files.createDirectories(state.resolve("drafts"));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** On any free port where {@code port} is 0; goes on with what {@code state} holds. */
    public static S3Simulator start(int port, Path state, S3Account account, Clock clock) {
        var server = SimulatorServer.open("object store simulator", port);
        var simulator = server.orClose(() -> new S3Simulator(server, state, account, clock));
        simulator.dials.serveOn(server);
        server.otherwise(simulator::answer);
        server.start();
        return simulator;
    }

    /** Runs until killed; port and state folder from the arguments or from PORT and SIMULATOR_STATE. */
    public static void main(String... args) {
        var launch = Launch.of(args, 8092, "objects");
        var usual = S3Account.development();
        var account = new S3Account(
                Launch.environment("OBJECTS_BUCKET", usual.bucket()),
                Launch.environment("OBJECTS_REGION", usual.region()),
                Launch.environment("OBJECTS_KEY", usual.key()),
                Launch.environment("OBJECTS_SECRET", usual.secret()));
        launch.run(
                () -> start(launch.port(), launch.state(), account, Clock.systemUTC()),
                simulator -> "Object store simulator ready at " + simulator.uri());
    }

    public URI uri() {
        return server.uri();
    }

    /** Sets dials as {@code PUT /simulator/dials} does, for tests in the same process. */
    public void dial(String json) {
        dials.turn(Json.parse(json));
    }

    private Answer answer(Request request) throws InterruptedException {
        dials.hold();
        try {
            if (dials.failsNow()) throw new S3Error(503, "SlowDown", "Reduce your request rate.");
            signature.check(request, clock.instant());
            return done(request);
        } catch (S3Error error) {
            return error.answer();
        } catch (NoSuchFileException none) {
            return new S3Error(404, "NoSuchKey", "The specified key does not exist.").answer();
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    private Answer done(Request request) throws IOException {
        var parts = request.path().split("/", 3);
        if (!parts[1].equals(account.bucket()))
            throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist.");
        var key = parts.length < 3 ? "" : parts[2];
        if (key.isEmpty() && request.method().equals("GET")) return list(request.query());
        var place = place(key);
        return switch (request.method()) {
            case "PUT" -> dials.on("forgetful") ? new Answer(200, new byte[0], Map.of()) : put(place, request.bytes());
            case "GET" -> new Answer(200, Files.readAllBytes(place), Map.of("Content-Type", "binary/octet-stream"));
            case "DELETE" -> delete(place);
            default -> throw new S3Error(405, "MethodNotAllowed", "The method is not allowed here.");
        };
    }

    private Answer put(Path place, byte[] bytes) throws IOException {
        var draft = Files.write(Files.createTempFile(drafts, "put-", ""), bytes);
        Files.setLastModifiedTime(draft, FileTime.from(clock.instant()));
        Files.createDirectories(place.resolveSibling(""));
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        return new Answer(200, new byte[0], Map.of());
    }

    private static Answer delete(Path place) throws IOException {
        Files.deleteIfExists(place);
        return new Answer(204, new byte[0], Map.of());
    }

    private Answer list(Map<String, String> query) throws IOException {
        if (!query.getOrDefault("list-type", "").equals("2"))
            throw new S3Error(501, "NotImplemented", "Lists are given in version 2 alone.");
        int most = Math.min(MOST_KEYS, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        var found = keys().stream()
                .filter(key -> key.startsWith(query.getOrDefault("prefix", "")))
                .filter(key -> key.compareTo(query.getOrDefault("start-after", "")) > 0)
                .toList();
        var contents = found.stream().limit(most).map(this::content).collect(Collectors.joining());
        return Answer.of(
                200,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Name>%s</Name><IsTruncated>%s</IsTruncated>%s</ListBucketResult>"
                                .formatted(account.bucket(), found.size() > most, contents));
    }

    private List<String> keys() throws IOException {
        try (var files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private String content(String key) {
        try {
            var file = bucket.resolve(key);
            var modified = Instant.ofEpochSecond(
                    Files.getLastModifiedTime(file).toInstant().getEpochSecond());
            return "<Contents><Key>%s</Key><LastModified>%s</LastModified><Size>%d</Size></Contents>"
                    .formatted(key, modified.toString().replace("Z", ".000Z"), Files.size(file));
        } catch (IOException gone) {
            return "";
        }
    }

    private Path place(String key) {
        var place = bucket.resolve(key).normalize();
        if (key.isEmpty()
                || !place.startsWith(bucket.normalize())
                || !bucket.relativize(place).toString().equals(key))
            throw new S3Error(400, "InvalidArgument", "The key cannot be kept as a file.");
        return place;
    }

    @Override
    public void close() {
        server.close();
    }
}
