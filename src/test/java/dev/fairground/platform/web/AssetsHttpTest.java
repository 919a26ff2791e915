package dev.fairground.platform.web;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.DigestUtils;

@FairgroundTest
@Proves("fe-content-hash-immutable")
class AssetsHttpTest {

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

    @LocalServerPort
    int port;

    Api api = Api.at(0);

    @BeforeEach
    void connect() {
        api = Api.at(port).with("Accept", "text/html");
    }

    @Test
    void a_page_names_its_assets_by_content_and_browsers_keep_them_for_ever() {
        for (String page : List.of("/", "/practices", "/no-such-page")) {
            assertThat(assetsOf(page)).as(page).isNotEmpty().allSatisfy(asset -> {
                var answer = api.get(asset);
                assertThat(answer).hasStatus(200);
                assertThat(asset)
                        .as("the name changes with the content")
                        .contains("-" + DigestUtils.md5DigestAsHex(answer.text().getBytes(UTF_8)) + ".");
                assertThat(answer.header("Cache-Control")).contains("max-age=31536000", "immutable");
                assertThat(answer.header("Set-Cookie")).isEmpty();
            });
        }
    }

    @Test
    void a_name_that_does_not_fix_the_content_is_answered_but_never_kept() {
        String exact = assetsOf("/").getFirst();
        String plain = exact.replaceFirst("-[0-9a-f]{32}", "");
        String ofAnotherRelease = exact.replaceFirst("-[0-9a-f]{32}", "-" + "0".repeat(32));

        for (String inexact : List.of(plain, ofAnotherRelease)) {
            var answer = api.get(inexact);
            assertThat(answer).hasStatus(200);
            assertThat(answer.text()).isEqualTo(api.get(exact).text());
            assertThat(answer.header("Content-Type")).isEqualTo(api.get(exact).header("Content-Type"));
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        }
    }

    @Test
    void an_asset_that_is_not_there_is_a_problem() {
        assertThat(Api.at(port).get("/assets/nothing.css")).refused(404, "no-such-resource");
        assertThat(Api.at(port).get("/assets/" + "nothing-" + "0".repeat(32) + ".css"))
                .refused(404, "no-such-resource");
        assertThat(Api.at(port).get("/openapi/v9.json")).refused(404, "no-such-resource");
    }

    @Test
    void a_page_is_kept_by_nobody() {
        for (String page : List.of("/", "/practices", "/problems", "/no-such-page")) {
            assertThat(api.get(page).header("Cache-Control")).as(page).contains("no-store");
        }
    }

    private List<String> assetsOf(String page) {
        return ASSET.matcher(api.get(page).text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
