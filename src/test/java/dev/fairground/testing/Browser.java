package dev.fairground.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript: it keeps cookies, sends forms with the token of the page they stand in, and follows no redirect. */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    private Browser(URI base) {
        this.base = base;
    }

    /** One that has never been here, at the application on this port. */
    public static Browser at(int port) {
        return new Browser(URI.create("http://localhost:" + port));
    }

    public Api.Answer open(String path) {
        return send(request(path).GET());
    }

    /** Opens {@code page} and sends the form on it that posts to {@code action}. */
    public Api.Answer submit(String page, String action, Map<String, String> fields) {
        var token = TOKEN.matcher(open(page).text());
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(action, token.find() ? body + "&_csrf=" + token.group(1) : body);
    }

    /** Sends a form body as it stands, without a token unless it holds one: what a foreign page could make a browser do. */
    public Api.Answer post(String action, String body) {
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html");
    }

    private Api.Answer send(HttpRequest.Builder request) {
        try {
            return new Api.Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
