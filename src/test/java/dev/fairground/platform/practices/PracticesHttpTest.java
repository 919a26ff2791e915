package dev.fairground.platform.practices;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@FairgroundTest
class PracticesHttpTest {

    @LocalServerPort
    int port;

    Api api = Api.at(0);

    @BeforeEach
    void connect() {
        api = Api.at(port).with("Accept", "text/html");
    }

    @Test
    void all_practices_stand_on_one_page() {
        var page = api.get("/practices");

        assertThat(page).hasStatus(200);
        assertThat(page.text())
                .contains("382", "Signing in", "/practices/authn-mandatory-2fa")
                .doesNotContain("style=", "<script");
    }

    @Test
    void a_search_finds_all_words_and_nothing_else() {
        assertThat(api.get("/practices?q=Dead%20SWITCH").text())
                .contains("alert-dead-man-switch")
                .doesNotContain("authn-mandatory-2fa");
        assertThat(api.get("/practices?q=dead%20parrot").text()).contains("No practice speaks of that");
        assertThat(api.get("/practices?q=%3Cscript%3E").text()).doesNotContain("<script>");
    }

    @Test
    void practices_can_be_narrowed_to_a_state() {
        var claimed = claimed();
        var link = "/practices/" + claimed.id() + "\"";

        assertThat(api.get("/practices?state=" + claimed.state().word()).text()).contains(link);
        assertThat(api.get("/practices?state=open").text()).doesNotContain(link);
    }

    @Test
    void one_practice_tells_where_it_is() {
        var claimed = claimed();
        var place = claimed.shownIn().getFirst();

        var page = api.get("/practices/" + claimed.id());

        assertThat(page).hasStatus(200);
        assertThat(page.text())
                .contains(
                        "<code>" + place.label() + "</code>",
                        ">" + place.target().substring(3) + "<",
                        "Remove it");
    }

    @Test
    void a_practice_that_we_do_not_have_is_a_problem() {
        assertThat(api.get("/practices/no-such-practice").status()).isEqualTo(404);
        assertThat(Api.at(port).get("/practices/no-such-practice")).refused(404, "no-such-resource");
    }

    private static Practice claimed() {
        return PracticeCatalogue.onClassPath()
                .practices()
                .filter(practice -> practice.state() != Practice.State.OPEN)
                .findFirst()
                .orElseThrow();
    }
}
