package dev.fairground.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository's documents as the build judges them: where they are, where their links lead, which parts are generated. */
public final class Documents {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```\\s*$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

    private Documents() {}

    /** The folder of the nearest {@code pom.xml} at or above the working directory. */
    public static Path repository() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("pom.xml"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("No pom.xml at or above the working directory"));
        }
        return folder;
    }

    /** Every file below the folder whose name ends so, in a stable order; none when the folder is absent. */
    public static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a fixture, with the folders above it. */
    public static Path write(Path file, String text) {
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
            return Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a document links to, addresses of other sites left out, in the order of the text. */
    public static List<String> links(Path document) {
        return LINK.matcher(FENCE.matcher(read(document)).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** One sentence for each relative link whose file or heading does not exist. */
    public static List<String> deadLinks(Path document) {
        return links(document).stream()
                .filter(link -> !resolves(document, link))
                .map(link -> document.getFileName() + " links to " + link + ", which is not there")
                .toList();
    }

    private static boolean resolves(Path document, String link) {
        var hash = link.indexOf('#');
        var file = hash == 0 ? document : document.resolveSibling(hash < 0 ? link : link.substring(0, hash));
        if (!Files.exists(file)) return false;
        return hash < 0 || anchors(file).contains(link.substring(hash + 1));
    }

    private static Set<String> anchors(Path document) {
        var anchors = new HashSet<String>();
        var text = FENCE.matcher(read(document)).replaceAll("");
        ANCHOR.matcher(text).results().forEach(found -> anchors.add(found.group(1)));
        HEADING.matcher(text).results().forEach(found -> anchors.add(slug(found.group(1))));
        return anchors;
    }

    /** The anchor that GitHub gives a heading. */
    public static String slug(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /**
     * Holds a generated block, the lines between {@code <!-- generated: name -->} and {@code <!-- end -->}, to what the
     * sources say; with {@code -Dregenerate=true} it is rewritten instead.
     */
    public static void assertGenerated(Path document, String name, String expected) {
        if (Boolean.getBoolean("regenerate")) regenerate(document, name, expected);
        assertThat(generated(document, name))
                .as("%s, block %s: run the test with -Dregenerate=true and read the diff", document, name)
                .isEqualTo(expected);
    }

    /** What the document has in its block of that name now. */
    public static String generated(Path document, String name) {
        return block(document, name).group(2);
    }

    /** Puts other lines, the last one ended, into the block of that name. */
    public static void regenerate(Path document, String name, String lines) {
        var block = block(document, name);
        write(
                document,
                new StringBuilder(read(document))
                        .replace(block.start(2), block.end(2), lines)
                        .toString());
    }

    private static MatchResult block(Path document, String name) {
        return Pattern.compile("(?s)(<!-- generated: " + name + " -->\n)(.*?)<!-- end -->")
                .matcher(read(document))
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(document + " has no block named " + name));
    }

    /** When the checked-out commit was made; empty in a source archive. A clone that nobody touches must stay green. */
    public static Optional<OffsetDateTime> lastCommit(Path folder) {
        try {
            var git = new ProcessBuilder("git", "log", "-1", "--format=%cI")
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            return git.waitFor() == 0 && !answer.isEmpty()
                    ? Optional.of(OffsetDateTime.parse(answer))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while git was asked for the last commit", e);
        }
    }
}
