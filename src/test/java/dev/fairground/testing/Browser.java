package dev.fairground.testing;

<<<<<<< HEAD
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
=======
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser in front of the application. It notes whatever a visitor's console would show: errors, broken assets, and each thing that
 * the content security policy refused. Where no chromium is installed the test is skipped, and says so.
 */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> SWITCHES = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** The narrowest screen that we promise to fit, and a usual laptop's. */
    public static final int PHONE = 360;

    public static final int LAPTOP = 1280;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String base;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium, int port) {
        this.playwright = playwright;
        this.chromium = chromium;
        this.base = "http://localhost:" + port;
    }

    /** Starts the browser, or skips the running test where there is none. */
    public static Browser at(int port) {
        boolean installed = Files.isExecutable(CHROMIUM);
        if (!installed) {
            System.out.println(
                    "Skipped: no " + CHROMIUM + ", so no page was looked at (ops/install-debian-tools brings it)");
        }
        Assumptions.assumeTrue(installed, "no chromium is installed");
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var chromium = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(SWITCHES));
        return new Browser(playwright, chromium, port);
    }

    /** A new visitor: no cookies, a window of this width, light or dark. */
    public Visit visitor(int width, ColorScheme scheme) {
        var visitor = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, 800)
                .setColorScheme(scheme));
        return new Visit(visitor.newPage());
    }

    public Visit visitor(int width) {
        return visitor(width, ColorScheme.LIGHT);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** One visitor's tab. Everything beyond these few words is asked of {@link #page()}. */
    public static final class Visit implements AutoCloseable {

        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        private Visit(Page page) {
            this.page = page;
            page.onConsoleMessage(this::note);
            page.onPageError(complaints::add);
            page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
        }

        public Page page() {
            return page;
        }

        public Response open(String path) {
            return java.util.Objects.requireNonNull(page.navigate(path));
        }

        /** What the console held against us since the visit began; a page that was meant to be an error is not counted. */
        public List<String> complaints() {
            return List.copyOf(complaints);
        }

        /** Whether the page is wider than the window, so that a reader would have to push it about. */
        public boolean scrollsSideways() {
            return (boolean)
                    page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        }

        private void note(ConsoleMessage message) {
            boolean theErrorPageItself = message.text().startsWith("Failed to load resource")
                    && message.location().startsWith(page.url());
            if (message.type().equals("error") && !theErrorPageItself) {
                complaints.add(message.text() + " " + message.location());
            }
        }

        @Override
        public void close() {
            page.context().close();
>>>>>>> 4547a15 (Look at every public page in a real browser)
        }
    }
}
