package dev.fairground;

import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.io.File;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

    private static Set<String> direct(String pom) throws Exception {
        var xml = DocumentBuilderFactory.newInstance();
        xml.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var document = xml.newDocumentBuilder().parse(new InputSource(new StringReader(pom)));
        var nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(DIRECT, document, XPathConstants.NODESET);
        var names = new TreeSet<String>();
        for (var i = 0; i < nodes.getLength(); i++) names.add(nodes.item(i).getTextContent());
        return names;
    }
}
