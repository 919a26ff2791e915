package dev.fairground.testing;

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
public final class Chromium implements AutoCloseable {

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

    private Chromium(Playwright playwright, com.microsoft.playwright.Browser chromium, int port) {
        this.playwright = playwright;
        this.chromium = chromium;
        this.base = "http://localhost:" + port;
    }

    /** Starts the browser, or skips the running test where there is none. */
    public static Chromium at(int port) {
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
        return new Chromium(playwright, chromium, port);
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
        }
    }
}
