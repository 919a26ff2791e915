package dev.fairground.platform.web;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What every answer carries, whoever gives it. */
@FairgroundTest
class RimHttpTest {

    @LocalServerPort
    int port;

    Api stranger = Api.at(0);

    @BeforeEach
    void connect() {
        stranger = Api.at(port);
    }

    @Test
    void every_answer_tells_browsers_what_not_to_do_with_it() {
        var answers = List.of(
                stranger.get("/problems"),
                stranger.get("/assets/fairground.css"),
                stranger.get("/livez"),
                stranger.get("/nothing-here"),
                stranger.get("/api/v1/tokens"),
                stranger.bearer("nonsense").get("/api/v1/tokens"),
                stranger.post("/api/v1/tokens", "{"),
                stranger.get("/a/%2e%2e/b;x=1"),
                stranger.post("/problems", "{}"),
                stranger.get("/error"));
        assertThat(answers.stream().map(Api.Answer::status))
                .containsExactly(200, 200, 200, 404, 401, 401, 400, 400, 403, 404);
        for (var answer : answers) {
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; ")
                    .contains("frame-ancestors 'none'")
                    .endsWith("script-src 'self'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("X-Release")).isNotEmpty();
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void what_the_firewall_refuses_is_answered_in_our_words() {
        for (String path : List.of("/a;b", "/a//b", "/api/v1/%2e%2e/tokens", "/api/%25")) {
            assertThat(stranger.get(path)).refused(400, "bad-request");
        }
        assertThat(stranger.with("Accept", "text/html").get("/a;b").text()).contains("<main");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_method_that_nobody_knows_is_refused_once_and_fills_no_log(CapturedOutput log) throws IOException {
        assertThat(stranger.send("BREW", "/api/v2/listings", null)).refused(400, "bad-request");
        assertThat(log).doesNotContain("RequestRejectedException");
        for (String unknown : List.of(
                "CONNECT /problems HTTP/1.1\r\nConnection: close",
                "GET /problems HTTP/1.1\r\nTransfer-Encoding: brew\r\nConnection: close")) {
            assertThat(raw(unknown + "\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"code\":\"bad-request\"");
        }
    }

    @Test
    void what_the_container_itself_refuses_is_a_problem_too() throws IOException {
        for (String line : List.of(
                "GET /%00 HTTP/1.1",
                "GET /a%5Cb HTTP/1.1",
                "GET /a/../../b HTTP/1.1",
                "GET /% HTTP/1.1",
                "GET /{} HTTP/1.1",
                "GET /problems HTTP/1.1\r\nX-Huge: " + "x".repeat(20_000))) {
            String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/problem+json", "Content-Security-Policy: default-src 'none'")
                    .contains("\"type\":\"/problems/bad-request\"", "\"code\":\"bad-request\"", "\"status\":400")
                    .doesNotContainIgnoringCase("tomcat", "exception", "org.", "java.");
        }
    }

    @Test
    void a_form_without_its_token_has_expired() {
        var answer = stranger.with("Accept", "text/html")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/problems", "a=b");
        assertThat(answer).hasStatus(403);
        assertThat(answer.text()).contains("form-expired", "<main");
        assertThat(stranger.post("/problems", "{}")).refused(403, "form-expired");
    }

    @Test
    void the_sign_up_page_alone_may_run_the_human_checks_script() throws Exception {
        var settings = new WebSettings(List.of(), java.net.URI.create("https://human.test/turnstile/v0"));
        assertThat(policyFor("/sign-up", settings))
                .contains("script-src 'self' https://human.test; frame-src https://human.test");
        assertThat(policyFor("/sign-up/", settings)).endsWith("script-src 'self'");
        assertThat(policyFor("/", settings)).endsWith("script-src 'self'");
    }

    @Test
    void a_forged_scheme_buys_no_transport_promise() {
        assertThat(stranger.with("X-Forwarded-Proto", "https").get("/problems").header("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void over_tls_browsers_are_told_to_stay_there() throws Exception {
        var request = new MockHttpServletRequest("GET", "/");
        request.setSecure(true);
        var response = new MockHttpServletResponse();
        new AnswerHeaders(new WebSettings(List.of(), null)).doFilter(request, response, new MockFilterChain());
        assertThat(response.getHeader("Strict-Transport-Security")).startsWith("max-age=63072000");
    }

    @Test
    void the_apps_own_port_serves_no_actuator() {
        for (String path :
                List.of("/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/env", "/health")) {
            assertThat(stranger.get(path)).refused(404, "no-such-resource");
        }
    }

    @Test
    void no_foreign_page_is_let_in_by_cors() {
        Api foreign = stranger.with("Origin", "https://evil.test");
        var asked = foreign.with("Access-Control-Request-Method", "GET").send("OPTIONS", "/api/v1/tokens", null);
        for (var answer : List.of(asked, foreign.get("/version"))) {
            assertThat(answer.response().headers().map().keySet())
                    .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    private static String policyFor(String path, WebSettings settings) throws Exception {
        var response = new MockHttpServletResponse();
        new AnswerHeaders(settings).doFilter(new MockHttpServletRequest("GET", path), response, new MockFilterChain());
        return String.valueOf(response.getHeader("Content-Security-Policy"));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
