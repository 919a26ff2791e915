package dev.fairground.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** Calls to a simulator over the wire, as its customers make them. {@code headers} are names and values in turn. */
record Calls(URI base, String... headers) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Reply(int status, String text, HttpResponse<String> response) {
        ObjectNode json() {
            return Json.parse(text);
        }

        String at(String pointer) {
            return json().at(pointer).asString("");
        }
    }

    Calls with(String header, String value) {
        var more = new ArrayList<>(java.util.List.of(headers));
        more.add(header);
        more.add(value);
        return new Calls(base, more.toArray(String[]::new));
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    /** {@code pairs} are names and values in turn. */
    Reply form(String path, String... pairs) throws IOException, InterruptedException {
        return send(formRequest(path, pairs));
    }

    CompletableFuture<Integer> formLater(String path, String... pairs) {
        return CLIENT.sendAsync(formRequest(path, pairs).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    Reply json(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder formRequest(String path, String... pairs) {
        var form = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(URLEncoder.encode(pairs[i], UTF_8));
            form.append('=').append(URLEncoder.encode(pairs[i + 1], UTF_8));
        }
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body(), response);
    }
}
