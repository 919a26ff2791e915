package dev.fairground;

import static dev.fairground.testing.Documents.assertGenerated;
import static dev.fairground.testing.Documents.files;
import static dev.fairground.testing.Documents.generated;
import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.regenerate;
import static dev.fairground.testing.Documents.repository;
import static dev.fairground.testing.Documents.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import dev.fairground.testing.Proves;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's index of platform pieces says what the sources say. */
@Proves("maint-shared-index-style-guide")
class StyleGuideTest {

    @TempDir
    Path folder;

    @Test
    void the_index_of_platform_pieces_is_current() throws IOException {
        var sources = repository().resolve("src/main/java");
        assertGenerated(
                repository().resolve("runbooks/style-guide.md"), "platform", index(sources, "dev/fairground/platform"));
    }

    @Test
    void a_public_type_is_listed_with_its_first_sentence_and_a_hidden_one_is_not() throws IOException {
        write(folder.resolve("p/Lease.java"), """
                package p;
                /** A lock that ends by itself, like {@code x} or {@link Lease}.
                 * Second sentence. */
                @Deprecated
                public record Lease() {
                    public record Inner() {}
                }
                class Hidden {}
                """);
        assertThat(index(folder, "p")).isEqualTo("""

                **`p`**
                - `Lease`: A lock that ends by itself, like `x` or `Lease`.

                """);
    }

    @Test
    void a_public_type_that_says_nothing_is_refused() {
        write(folder.resolve("p/Mute.java"), "package p;\npublic class Mute {}\n");
        assertThatThrownBy(() -> index(folder, "p")).hasMessageContaining("Mute");
    }

    @Test
    void a_stale_block_differs_until_it_is_regenerated() {
        var guide = write(folder.resolve("guide.md"), "a\n<!-- generated: pieces -->\nold\n<!-- end -->\nz\n");
        assertThat(generated(guide, "pieces")).isEqualTo("old\n");
        regenerate(guide, "pieces", "new\n");
        assertThat(read(guide)).isEqualTo("a\n<!-- generated: pieces -->\nnew\n<!-- end -->\nz\n");
    }

    @Test
    void a_document_without_the_block_is_refused() {
        var guide = write(folder.resolve("guide.md"), "<!-- generated: other -->\n<!-- end -->\n");
        assertThatThrownBy(() -> assertGenerated(guide, "pieces", "")).hasMessageContaining("no block named pieces");
    }

    private static String index(Path sources, String below) throws IOException {
        var pieces = files(sources.resolve(below), ".java");
        if (pieces.isEmpty()) return "\n";
        var javac = ToolProvider.getSystemJavaCompiler();
        var lines = new TreeMap<String, TreeMap<String, String>>();
        try (var manager = javac.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            var units = manager.getJavaFileObjectsFromPaths(pieces);
            var task = (JavacTask) javac.getTask(null, manager, null, List.of("-proc:none"), null, units);
            var docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                for (var type : unit.getTypeDecls()) {
                    if (!(type instanceof ClassTree named)) continue;
                    if (!named.getModifiers().getFlags().contains(Modifier.PUBLIC)) continue;
                    lines.computeIfAbsent(String.valueOf(unit.getPackageName()), name -> new TreeMap<>())
                            .put(named.getSimpleName().toString(), sentence(docs, unit, named));
                }
            }
        }
        return lines.entrySet().stream()
                .map(piece -> "\n**`" + piece.getKey().replace("dev.fairground.", "") + "`**\n"
                        + piece.getValue().entrySet().stream()
                                .map(type -> "- `" + type.getKey() + "`: " + type.getValue() + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("", "", "\n"));
    }

    private static String sentence(DocTrees docs, CompilationUnitTree unit, ClassTree type) {
        var comment = docs.getDocCommentTree(new TreePath(new TreePath(unit), type));
        if (comment == null)
            throw new AssertionError(type.getSimpleName() + " is public and says nothing about itself");
        return comment.getFirstSentence().stream()
                .map(StyleGuideTest::plain)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String plain(DocTree part) {
        return switch (part) {
            case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
            case LinkTree link -> "`" + link.getReference().getSignature().replace("#", ".") + "`";
            default -> part.toString();
        };
    }
}
