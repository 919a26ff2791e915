package dev.fairground;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairground.access.Cast;
import dev.fairground.platform.practices.PracticeCatalogue;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Documents;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a newcomer reads first is done here as written: links followed, commands looked up, blocks run. */
@FairgroundTest
@Proves("people-living-docs")
class ReadmeTest {

    private static final Path README = Documents.repository().resolve("README.md");
    private static final Pattern COMMAND = Pattern.compile("`(?:\\./)?(ops/[a-z-]+|mvnw)\\b");
    private static final Pattern PATH = Pattern.compile("`((?:src|db|runbooks|practices)/[A-Za-z0-9/._-]+)`");
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:8080(/[^\\s'>]*)");
    private static final Pattern RELEASE = Pattern.compile("[0-9a-f]{40} \\d{4}-\\d{2}-\\d{2} \\S.*");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Test
    void it_leads_nowhere_that_is_gone() {
        assertThat(Documents.deadLinks(README)).isEmpty();
        assertThat(named(COMMAND))
                .contains("ops/help", "ops/practices", "mvnw")
                .allSatisfy(command -> assertThat(
                                Files.isExecutable(Documents.repository().resolve(command)))
                        .as(command)
                        .isTrue());
        assertThat(named(PATH))
                .allSatisfy(
                        path -> assertThat(Documents.repository().resolve(path)).exists());
    }

    @Test
    void what_a_visitor_may_look_at_is_there() {
        var addresses = ADDRESS.matcher(block("look"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(addresses)
                .hasSizeGreaterThan(2)
                .allSatisfy(address -> assertThat(Api.at(port).get(address)).hasStatus(200));
        for (String page : List.of("/problems", "/practices")) {
            assertThat(Api.at(port).with("Accept", "text/html").get(page)).hasStatus(200);
        }
    }

    @Test
    void something_is_bought_and_given_back_as_written() {
        assumeTrue(
                Shell.run(Documents.repository(), Map.of("PATH", "/usr/bin:/bin"), "sh", "-c", "command -v curl")
                                .exitCode()
                        == 0,
                "no curl here");
        var buyer = cast.member("buyer");
        offerSomething();
        String commands = block("buy")
                .replace("http://localhost:8080", "http://localhost:" + port)
                .replace("buyer@fairground.test", buyer.email())
                .replace("THE-PASSWORD-ON-THE-CARD", Cast.PASSWORD);

        var bought = Shell.run(Documents.repository(), Map.of("PATH", "/usr/bin:/bin"), "bash", "-euc", commands);

        assertThat(bought.output()).containsSubsequence("\"PLACED\"", "\"CANCELLED\"");
    }

    @Test
    void the_number_of_practices_is_the_catalogues() {
        long practices = PracticeCatalogue.in(Documents.repository().resolve("practices"))
                .practices()
                .count();
        assertThat(Documents.read(README)).contains("listed, " + practices + " of them");
    }

    @Test
    void each_release_is_a_line_of_the_form_that_the_file_names() {
        assertThat(Documents.read(Documents.repository().resolve("ops/releases"))
                        .lines()
                        .filter(line -> !line.startsWith("#")))
                .allMatch(line -> RELEASE.matcher(line).matches());
    }

    private void offerSomething() {
        var seller = cast.program(Api.at(port), cast.member("seller"));
        String handle = Chance.name("shop-");
        String shop = seller.post("/api/v2/shops", Map.of("handle", handle, "name", "Woodwork"))
                .at("/id");
        var chair = Map.of(
                "category",
                "01900000-0000-7000-8000-000000000003",
                "title",
                "A chair of oak",
                "description",
                "Plain and strong.",
                "price",
                Map.of("amountMinor", 1999, "currency", "EUR"),
                "stock",
                1);
        String listing =
                seller.post("/api/v2/shops/" + shop + "/listings", chair).at("/id");
        assertThat(seller.put("/api/v2/listings/" + listing + "/publication", ""))
                .hasStatus(204);
    }

    private static List<String> named(Pattern pattern) {
        return pattern.matcher(Documents.read(README))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The commands under all marks of that name. */
    private static String block(String name) {
        return Pattern.compile("(?s)<!-- run: " + name + " -->\\n```sh\\n(.*?)```")
                .matcher(Documents.read(README))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.joining());
    }
}
