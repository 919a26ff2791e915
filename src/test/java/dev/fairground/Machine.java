package dev.fairground;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A machine made of folders: own home with a clone of this repository, own PATH, own JDKs, own archive of one Maven on loopback. */
final class Machine implements AutoCloseable {

    /** The name of the Maven in its archive. */
    static final String MAVEN = "apache-maven-9.9.9";

    /** Stands for Maven: says where it runs, on which JDK, and its arguments, one to a line. */
    private static final String[] MAVEN_SCRIPT = {
        "if [ \"$*\" = --version ]; then echo \"Apache Maven $MAVEN_VERSION\"; exit; fi",
        "echo \"maven $(basename \"$0\") in $(pwd) on $JAVA_HOME\"",
        "for argument; do echo \"argument $argument\"; done",
        "case \"$*\" in *outputFile=target/ops.classpath) mkdir -p target && echo one.jar >target/ops.classpath ;; esac"
    };

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private final HttpServer archive;

    private Machine(Path root) throws IOException {
        this.root = root;
        this.archive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** Its paths have spaces: scripts that forget to quote fail on it. */
    static Machine in(Path temporary) {
        try {
            var machine =
                    new Machine(Files.createDirectory(temporary.toRealPath().resolve("a machine")));
            machine.set("HOME", machine.at("home"));
            machine.set("PATH", machine.at("bin"));
            machine.set("JDK_SEARCH_ROOT", machine.root);
            machine.borrow(
                    "sh", "sed", "cut", "basename", "dirname", "mktemp", "mkdir", "mv", "rm", "readlink", "grep");
            machine.borrow("find", "head", "cat", "touch");
            machine.borrow("curl", "tar", "gzip", "sha512sum", "shasum");
            machine.cloneRepository();
            machine.openArchive();
            return machine;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Path at(String place) {
        return root.resolve(place);
    }

    Path repository() {
        return at("home/my clone");
    }

    void set(String variable, Path value) {
        environment.put(variable, value.toString());
    }

    /** A JDK that would say so if it were started to ask for its version. */
    Path jdk(String place, String version) {
        Shell.script(at(place).resolve("bin/java"), "echo started");
        Shell.script(at(place).resolve("bin/javac"), "echo started");
        write(at(place).resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return at(place);
    }

    void installMaven(String version) {
        environment.put("MAVEN_VERSION", version);
        Shell.script(at("bin/mvn"), MAVEN_SCRIPT);
    }

    Shell.Finished mvnw(String... arguments) {
        return run(
                repository(),
                Stream.concat(Stream.of("./mvnw"), Stream.of(arguments)).toArray(String[]::new));
    }

    Shell.Finished run(Path folder, String... command) {
        return Shell.run(folder, environment, command);
    }

    /** How often somebody asked its archive for the Maven. */
    int downloads() {
        return downloads.get();
    }

    /** Where downloaded Mavens are kept, and what an interrupted download left. */
    List<Path> kept() {
        try (var files = Files.list(at("home/.m2/wrapper/dists").resolve(MAVEN))) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void askFor(String checksum) {
        write(repository().resolve(".mvn/wrapper/maven-wrapper.properties"), """
                distributionUrl=http://127.0.0.1:%d/%s-bin.tar.gz
                distributionSha512Sum=%s
                """.formatted(
                        archive.getAddress().getPort(), MAVEN, checksum));
    }

    @Override
    public void close() {
        archive.stop(0);
    }

    private void cloneRepository() throws IOException {
        for (var file : List.of("mvnw", ".mvn/jdk.sh", ".mvn/classes.sh")) {
            var copy = repository().resolve(file);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(Path.of(file).toAbsolutePath(), copy);
        }
    }

    private void openArchive() throws IOException {
        Shell.script(at("archive").resolve(MAVEN).resolve("bin/mvn"), MAVEN_SCRIPT);
        var packed = run(at("archive"), "tar", "-czf", "../" + MAVEN + "-bin.tar.gz", MAVEN);
        if (packed.exitCode() != 0) {
            throw new IllegalStateException(packed.output());
        }
        var bytes = Files.readAllBytes(at(MAVEN + "-bin.tar.gz"));
        archive.createContext("/", exchange -> {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        archive.start();
        askFor(sha512(bytes));
    }

    /** Puts tools of the real machine on this one's PATH; those it has not (macOS has no sha512sum) are left out. */
    private void borrow(String... tools) {
        for (var tool : tools) {
            for (var folder : List.of("/bin", "/usr/bin")) {
                if (Files.isExecutable(Path.of(folder, tool))) {
                    Shell.script(at("bin").resolve(tool), "exec " + folder + "/" + tool + " \"$@\"");
                }
            }
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha512(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
