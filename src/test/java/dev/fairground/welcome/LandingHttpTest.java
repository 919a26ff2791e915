package dev.fairground.welcome;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.practices.Practice;
import dev.fairground.platform.practices.PracticeCatalogue;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@FairgroundTest
class LandingHttpTest {

    @LocalServerPort
    int port;

    @Test
    void the_first_page_leads_everywhere_a_newcomer_wants() {
        var page = Api.at(port).with("Accept", "text/html").get("/");

        assertThat(page).hasStatus(200);
        assertThat(page.text())
                .contains("/practices", "/problems", "/sign-up", "/log-in", "/openapi/v1.json", "/openapi/v2.json")
                .contains("Home &amp; Garden", "/api/v1/categories")
                .contains("<strong>" + PracticeCatalogue.onClassPath().count(Practice.State.OPEN) + "</strong>");
    }

    @Test
    void the_licence_can_be_read() {
        var licence = Api.at(port).get("/license");

        assertThat(licence).hasStatus(200);
        assertThat(licence.header("Content-Type")).startsWith("text/plain");
        assertThat(licence.text()).contains("Apache License");
    }
}
