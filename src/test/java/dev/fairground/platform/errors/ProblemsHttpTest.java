package dev.fairground.platform.errors;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Documents;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

@FairgroundTest
@Proves("api-error-catalogue")
class ProblemsHttpTest {

    private static final Pattern CONSTANT = Pattern.compile("static final Reason (\\w+)\\s*=[^;\"]*\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    ProblemCatalogue catalogue;

    Api api = Api.at(0);

    @BeforeEach
    void connect() {
        api = Api.at(port);
    }

    @Test
    void an_unknown_address_is_a_problem_document() {
        assertThat(api.get("/api/v1/nothing-here")).refused(404, "no-such-resource");
    }

    @Test
    void every_code_is_explained_on_a_page() {
        Api reader = api.with("Accept", "text/html");
        for (Reason reason : catalogue.all()) {
            var page = reader.get("/problems/" + reason.code());
            assertThat(page).hasStatus(200);
            assertThat(page.text())
                    .contains(
                            "<h1><code>" + reason.code() + "</code>",
                            HtmlUtils.htmlEscape(reason.sentence(), "UTF-8"),
                            "<dd>" + reason.kind().status() + "</dd>");
        }
        assertThat(api.get("/problems/no-such-code")).refused(404, "no-such-resource");
    }

    @Test
    void every_code_is_met_by_a_test() {
        assertThat(unmet(catalogue.all())).isEmpty();
    }

    @Test
    void a_code_that_no_test_meets_is_found() {
        var invented = Chance.name("never-met-");
        assertThat(unmet(List.of(Reason.notFound(invented, "Nobody says so.")))).containsExactly(invented);
    }

    @Test
    void probes_answer_on_the_apps_own_port() {
        assertThat(api.get("/livez")).hasStatus(200);
        assertThat(api.get("/readyz")).hasStatus(200);
    }

    /** The codes that no test names, neither as they stand nor by the constant that holds them. */
    private static List<String> unmet(List<Reason> reasons) {
        String tests = sources("src/test/java").map(Documents::read).collect(joining("\n"));
        var constants = new HashMap<String, String>();
        sources("src/main/java")
                .forEach(source -> CONSTANT.matcher(Documents.read(source))
                        .results()
                        .forEach(found -> constants.put(
                                found.group(2), source.getFileName().toString().replace("java", found.group(1)))));
        return reasons.stream()
                .map(Reason::code)
                .filter(code -> !names(tests, code) && !names(tests, constants.getOrDefault(code, code)))
                .toList();
    }

    private static boolean names(String tests, String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(tests)
                .find();
    }

    private static Stream<Path> sources(String folder) {
        return Documents.files(Documents.repository().resolve(folder), ".java").stream();
    }
}
