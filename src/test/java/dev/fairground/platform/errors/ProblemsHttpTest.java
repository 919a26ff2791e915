package dev.fairground.platform.errors;

import static dev.fairground.testing.AnswerAssert.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@FairgroundTest
class ProblemsHttpTest {

    @LocalServerPort
    int port;

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
        assertThat(api.with("Accept", "text/html").get("/problems/malformed-cursor"))
                .hasStatus(200);
        assertThat(api.get("/problems/no-such-code")).refused(404, "no-such-resource");
    }

    @Test
    void probes_answer_on_the_apps_own_port() {
        assertThat(api.get("/livez")).hasStatus(200);
        assertThat(api.get("/readyz")).hasStatus(200);
    }
}
