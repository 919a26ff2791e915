package dev.fairground.ops;

import dev.fairground.platform.practices.Practice;
import dev.fairground.platform.practices.PracticeCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The last step of verify: a test that the catalogue names as a proof must have run and passed. It reads what Surefire
 * wrote, because a test that was skipped, filtered out or never found looks exactly like a passing one to everything
 * that runs inside the test run.
 */
public final class PracticesReport {

    private final Path repository;
    private final List<Run> runs;

    private PracticesReport(Path repository, List<Run> runs) {
        this.repository = repository;
        this.runs = runs;
    }

    /** Takes the repository's root, and throws an {@link IllegalStateException} that lists every missing proof. */
    public static void main(String[] arguments) throws Exception {
        var repository = Path.of(arguments[0]);
        var catalogue = PracticeCatalogue.in(repository.resolve("practices"));
        var proofs = PracticeMarker.in(repository).stream()
                .filter(PracticeMarker::proves)
                .filter(marker -> catalogue.find(marker.practice()).map(Practice::state).stream()
                        .anyMatch(state -> state == Practice.State.PROVEN))
                .toList();
        var missing = missing(proofs, repository);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Practices are claimed as proven, but\n  " + String.join("\n  ", missing));
        }
        var elsewhere = proofs.stream().filter(PracticesReport::inCi).count();
        System.out.printf(
                "Practices: %d proofs ran and passed, %d more are run by %s%n",
                proofs.size() - elsewhere, elsewhere, PracticeMarker.CI);
    }

    /** What the reports under {@code target/surefire-reports} do not confirm, as sentences. */
    static List<String> missing(List<PracticeMarker> proofs, Path repository)
            throws IOException, SAXException, ParserConfigurationException {
        var report = new PracticesReport(repository, runs(repository.resolve("target/surefire-reports")));
        return proofs.stream()
                .filter(proof -> !inCi(proof))
                .flatMap(report::complaint)
                .distinct()
                .toList();
    }

    private static boolean inCi(PracticeMarker proof) {
        return proof.path().equals(PracticeMarker.CI);
    }

    private Stream<String> complaint(PracticeMarker proof) {
        var own = runs.stream().filter(run -> run.of(proof)).toList();
        var failed = own.stream().filter(run -> !run.passed()).toList();
        if (own.isEmpty()) {
            return Stream.of("%s: %s did not run".formatted(proof.practice(), proof.label()));
        }
        if (own.stream().anyMatch(run -> olderThanItsClass(run, proof))) {
            return Stream.of("%s: %s ran before it was last compiled".formatted(proof.practice(), proof.label()));
        }
        return failed.stream()
                .map(run -> "%s: %s was %s (%s)".formatted(proof.practice(), proof.label(), run.outcome(), run.name()));
    }

    // A report that a filtered run left untouched proves what the test said then, not what it says now.
    private boolean olderThanItsClass(Run run, PracticeMarker proof) {
        var compiled = repository.resolve("target/test-classes/" + proof.type().replace('.', '/') + ".class");
        try {
            return Files.exists(compiled)
                    && Files.getLastModifiedTime(run.report()).compareTo(Files.getLastModifiedTime(compiled)) < 0;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static List<Run> runs(Path folder) throws IOException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        var runs = new ArrayList<Run>();
        if (!Files.isDirectory(folder)) {
            return runs;
        }
        try (var reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            for (var report : reports) {
                var cases = factory.newDocumentBuilder().parse(report.toFile()).getElementsByTagName("testcase");
                IntStream.range(0, cases.getLength())
                        .mapToObj(index -> Run.read((Element) cases.item(index), report))
                        .forEach(runs::add);
            }
        }
        return runs;
    }

    /** One line of a report; {@code outcome} is passed, skipped, failure or error. */
    private record Run(String type, String name, String outcome, Path report) {

        static Run read(Element testcase, Path report) {
            var outcome = Stream.of("skipped", "failure", "error")
                    .filter(word -> testcase.getElementsByTagName(word).getLength() > 0)
                    .findFirst()
                    .orElse("passed");
            return new Run(testcase.getAttribute("classname"), testcase.getAttribute("name"), outcome, report);
        }

        boolean passed() {
            return outcome.equals("passed");
        }

        boolean of(PracticeMarker proof) {
            var method = proof.method();
            if (method == null) {
                return type.equals(proof.type()) || type.startsWith(proof.type() + "$");
            }
            // A parametrised test is reported once per set of arguments, which follow its name.
            return type.equals(proof.type()) && name.split("[({\\[]", 2)[0].equals(method);
        }
    }
}
