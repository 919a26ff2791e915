package dev.fairground;

import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Nothing enters the build without a written reason, and no reason outlives its dependency. */
@Proves("maint-limit-libraries")
class DependenciesTest {

    private static final String DIRECT = "/project/dependencies/dependency/artifactId"
            + "|/project/profiles/profile/dependencies/dependency/artifactId"
            + "|/project/build/plugins/plugin/artifactId"
            + "|/project/build/plugins/plugin/configuration/annotationProcessorPaths/path/artifactId";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|[^|]+\\|[^|]+\\|[^|]+\\|$");
    private static final Pattern BUDGET = Pattern.compile("Budget: at most (\\d+) jars");

    private static final Pattern LIBRARY = Pattern.compile("\\.(so|dll|dylib|jnilib)$");

    /** Only in tests: the development database, and what the browser's driver is packed in. The application runs wherever Java does. */
    private static final Set<String> MACHINE_CODE = Set.of("driver-bundle");

    @Test
    void every_dependency_and_plugin_has_its_reason_and_every_reason_its_dependency() throws Exception {
        assertThat(reasons(ledger())).isEqualTo(direct(read(repository().resolve("pom.xml"))));
    }

    @Test
    void the_test_class_path_stays_within_its_budget() {
        var jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .count();
        var budget = BUDGET.matcher(ledger());
        assertThat(budget.find()).as("runbooks/dependencies.md states a budget").isTrue();
        // A class path handed over inside one manifest jar would make any budget look kept.
        assertThat(jars).isGreaterThan(100).isLessThanOrEqualTo(Long.parseLong(budget.group(1)));
    }

    /** That it bites is shown by ops/test/gates. */
    @Test
    void the_gate_for_unused_and_undeclared_ones_stands_at_verify_and_not_before() throws Exception {
        var gate = "//plugin[artifactId='maven-dependency-plugin']";
        var pom = read(repository().resolve("pom.xml"));
        assertThat(texts(pom, gate + "/executions/execution/goals/goal")).containsExactly("analyze-only");
        assertThat(texts(pom, gate + "/executions/execution/phase")).containsExactly("verify");
        assertThat(texts(pom, gate + "/configuration/failOnWarning")).containsExactly("true");
    }

    @Test
    @Proves("maint-modern-build-tool")
    void a_version_is_one_version_and_no_range() throws Exception {
        assertThat(texts(
                        read(repository().resolve("pom.xml")),
                        "//parent/version|//dependency/version|//plugin/version|/project/properties/*"))
                .hasSizeGreaterThan(20)
                .noneMatch(version -> version.matches(".*[\\[(,].*|.*SNAPSHOT|LATEST|RELEASE"));
    }

    @Test
    @Proves("test-mock-only-external")
    void nothing_on_the_class_path_makes_doubles() {
        assertThat(System.getProperty("java.class.path")).doesNotContainPattern("(?i)mockito|easymock|powermock");
    }

    @Test
    @Proves("maint-avoid-heavy-deps")
    void nothing_brings_machine_code_but_what_is_named() {
        assertThat(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar") && holdsMachineCode(Path.of(entry)))
                        .map(entry -> Path.of(entry).getFileName().toString().replaceFirst("-[0-9].*", "")))
                .as("name it here with its reason, or do without")
                .isSubsetOf(MACHINE_CODE);
    }

    @Test
    void a_dependency_in_any_corner_of_the_pom_is_seen() throws Exception {
        var pom = """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <dependencies><dependency><artifactId>one</artifactId>
                    <exclusions><exclusion><artifactId>not-ours</artifactId></exclusion></exclusions></dependency></dependencies>
                  <build><plugins><plugin><artifactId>two</artifactId><configuration><annotationProcessorPaths>
                    <path><artifactId>three</artifactId></path></annotationProcessorPaths></configuration></plugin></plugins></build>
                  <profiles><profile><dependencies><dependency><artifactId>four</artifactId></dependency></dependencies></profile></profiles>
                </project>
                """;
        assertThat(direct(pom)).containsExactlyInAnyOrder("one", "two", "three", "four");
    }

    @Test
    void a_row_with_an_empty_cell_is_no_reason() {
        assertThat(reasons("| `one` | why | instead | exit |\n| `two` | why | instead |\n"))
                .containsExactly("one");
    }

    private static String ledger() {
        return read(repository().resolve("runbooks/dependencies.md"));
    }

    private static Set<String> reasons(String ledger) {
        var reasons = new TreeSet<String>();
        ROW.matcher(ledger).results().forEach(found -> reasons.add(found.group(1)));
        return reasons;
    }

    private static boolean holdsMachineCode(Path jar) {
        try (var file = new ZipFile(jar.toFile())) {
            return file.stream()
                    .anyMatch(entry -> LIBRARY.matcher(entry.getName()).find());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> direct(String pom) throws Exception {
        return new TreeSet<>(texts(pom, DIRECT));
    }

    private static List<String> texts(String pom, String path) throws Exception {
        var xml = DocumentBuilderFactory.newInstance();
        xml.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var document = xml.newDocumentBuilder().parse(new InputSource(new StringReader(pom)));
        var nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        var names = new ArrayList<String>();
        for (var i = 0; i < nodes.getLength(); i++) names.add(nodes.item(i).getTextContent());
        return names;
    }
}
