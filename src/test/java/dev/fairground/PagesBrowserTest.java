package dev.fairground;

import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.GetByTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Chromium;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Looks at every page that anybody may open, as a visitor with a phone and one with a laptop see it. */
@FairgroundTest
class PagesBrowserTest {

    private static final String CHAIRS = "01900000-0000-7000-8000-000000000003";
    private static final List<String> ALWAYS_THERE = List.of(
            "/",
            "/listings",
            "/listings?text=chair&maxPrice=100&near=BERLIN&sort=NEAREST",
            "/categories/01900000-0000-7000-8000-00000000001d?attributes=size:M",
            "/practices",
            "/practices?q=outbox&state=open",
            "/practices/deploy-commit-surfaced",
            "/problems",
            "/problems/malformed-cursor",
            "/sign-up",
            "/log-in",
            "/forgot",
            "/sign-in-link",
            "/mail-sent",
            "/no-such-page");

    /** The contrast of each piece of text with what lies behind it, by WCAG's formula; only those below what AA asks for their size. */
    private static final String FAINT_TEXT = """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
              const channels = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data]; };
              const light = rgb => { const [r, g, b] = rgb.map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const ground = element => { for (let e = element; e; e = e.parentElement) {
                  const colour = channels(getComputedStyle(e).backgroundColor); if (colour[3] > 0) return colour.slice(0, 3); }
                return [255, 255, 255]; };
              const faint = [];
              for (const element of document.body.querySelectorAll('*')) {
                if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
                const style = getComputedStyle(element);
                const one = light(channels(style.color).slice(0, 3)), other = light(ground(element));
                const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
                if (ratio < (large ? 3 : 4.5)) faint.push(element.tagName + ' ' + element.textContent.trim().slice(0, 40) + ' ' + ratio.toFixed(2));
              }
              return faint;
            }
            """;

    /** What a seller might write to hurt whoever looks at it. */
    private static final String ATTACK =
            "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    private final Rows rows;
    private UUID listing = Chance.id();
    private UUID order = listing;
    private Person buyer = new Person(MemberId.next(), "", "");

    PagesBrowserTest(@Autowired DataSource database) {
        rows = Rows.in(database);
    }

    @BeforeEach
    void offerAndSell() {
        buyer = cast.member("buyer");
        var seller = cast.member("seller");
        var shop = aShopOf(seller.id().value())
                .called(seller.handle(), ATTACK.substring(0, 50))
                .in(rows);
        listing = aListingOf(shop)
                .titled(ATTACK)
                .describedAs(ATTACK + "\n" + "endless".repeat(40))
                .costing(1_000_000_000, "EUR")
                .newest()
                .in(rows);
        order = anOrder(buyer.id().value(), shop).of(listing).completedIn(rows);
    }

    @Test
    void every_page_has_a_title_one_heading_and_a_quiet_console() {
        try (var browser = Chromium.at(port);
                var visit = browser.visitor(Chromium.LAPTOP)) {
            for (String path : pages()) {
                visit.open(path);
                assertThat(visit.page().title()).as(path).endsWith(" · Fairground");
                assertThat(visit.page().locator("h1").count()).as(path).isOne();
                assertThat(visit.page().locator("main").count()).as(path).isOne();
                assertThat(visit.complaints()).as(path).isEmpty();
            }
        }
    }

    @Test
    void every_page_fits_a_phone() {
        try (var browser = Chromium.at(port);
                var visit = browser.visitor(Chromium.PHONE)) {
            for (String path : pages()) {
                visit.open(path);
                assertThat(visit.scrollsSideways()).as(path).isFalse();
            }
        }
    }

    @Test
    void all_text_stands_out_from_its_ground_by_day_and_by_night() {
        try (var browser = Chromium.at(port)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (var visit = browser.visitor(Chromium.LAPTOP, scheme)) {
                    for (String path : pages()) {
                        visit.open(path);
                        assertThat((List<?>) visit.page().evaluate(FAINT_TEXT))
                                .as("%s %s", scheme, path)
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void whoever_walks_by_keyboard_sees_where_they_are() {
        try (var browser = Chromium.at(port);
                var visit = browser.visitor(Chromium.LAPTOP)) {
            visit.open("/practices");
            for (int step = 0; step < 12; step++) {
                visit.page().keyboard().press("Tab");
                assertThat(visit.page()
                                .evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
                                        + " >= 2 && getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
                        .as("step %d, %s", step, visit.page().evaluate("document.activeElement.outerHTML"))
                        .isEqualTo(true);
            }
            visit.open("/practices");
            visit.page().keyboard().press("Tab");
            assertThat(visit.page().evaluate("document.activeElement.textContent"))
                    .isEqualTo("Skip to content");
            assertThat(visit.page().evaluate("document.activeElement.getBoundingClientRect().top >= 0"))
                    .isEqualTo(true);
        }
    }

    @Test
    void a_visitor_walks_from_the_first_page_to_a_thing_and_its_words_do_nothing_but_stand_there() {
        try (var browser = Chromium.at(port);
                var visit = browser.visitor(Chromium.PHONE)) {
            var exactly = new GetByTextOptions().setExact(true);
            visit.open("/");
            visit.page().locator(".names a").getByText("Furniture", exactly).click();
            visit.page().locator(".tabs a").getByText("Chairs", exactly).click();
            visit.page().locator(".goods a[href='/listings/" + listing + "']").click();

            assertThat(visit.page().locator("h1").textContent()).isEqualTo(ATTACK);
            assertThat(visit.page().locator(".as-written").textContent()).startsWith(ATTACK);
            assertThat(visit.page().title()).isEqualTo(ATTACK + " · Fairground");
            assertThat(visit.page().locator("main script, main img[src='x']").count())
                    .isZero();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void a_buyer_logs_in_and_reads_their_order_by_day_and_by_night_on_a_phone() {
        try (var browser = Chromium.at(port)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (var visit = browser.visitor(Chromium.PHONE, scheme)) {
                    visit.open("/orders"); // leads to the log-in and back
                    visit.page().getByLabel("E-mail").fill(buyer.email());
                    visit.page().getByLabel("Password").fill(Cast.PASSWORD);
                    visit.page().locator("main button").click();
                    looksRight(visit, "Your orders");
                    visit.page().locator("a[href='/orders/" + order + "']").click();
                    looksRight(visit, "Order of ");
                    assertThat(visit.page().locator(".story strong").allTextContents())
                            .containsExactly("Placed", "Paid", "Shipped", "Delivered", "Completed");
                }
            }
        }
    }

    @Test
    @Proves("err-actionable-user-message")
    void a_form_says_beside_each_field_at_fault_what_would_be_right() {
        try (var browser = Chromium.at(port);
                var visit = browser.visitor(Chromium.PHONE)) {
            visit.open("/sign-up");
            visit.page().evaluate("document.querySelector('main form').noValidate = true");
            visit.page().locator("[name=email]").fill("nobody");
            visit.page().locator("[name=handle]").fill("-");
            visit.page().locator("[name=displayName]").fill("Somebody");
            visit.page().locator("[name=password]").fill("short");
            visit.page().locator("main button").click();

            assertThat(visit.page().locator("[role=alert]").textContent()).startsWith("Some fields");
            assertThat(visit.page().locator("input[aria-invalid=true] + .error").allTextContents())
                    .containsExactly(
                            "This is not an e-mail address.",
                            "A handle has 3 to 30 characters: lower-case letters, digits, and single hyphens between them.",
                            "A password has 15 to 128 characters. Four or five words do well.");
            assertThat(visit.page().locator("[name=email]").inputValue()).isEqualTo("nobody");
            assertThat(visit.page().locator("[name=password]").inputValue()).isEmpty();
            assertThat((List<?>) visit.page().evaluate(FAINT_TEXT)).isEmpty();
            assertThat(visit.scrollsSideways()).isFalse();
        }
    }

    private static void looksRight(Chromium.Visit visit, String heading) {
        assertThat(visit.page().locator("h1").textContent()).startsWith(heading);
        assertThat(visit.scrollsSideways()).as(heading).isFalse();
        assertThat((List<?>) visit.page().evaluate(FAINT_TEXT)).as(heading).isEmpty();
        assertThat(visit.complaints()).as(heading).isEmpty();
    }

    private List<String> pages() {
        var pages = new ArrayList<>(ALWAYS_THERE);
        pages.add("/listings/" + listing);
        pages.add("/categories/" + CHAIRS);
        return pages;
    }

    @Test
    void these_looks_see_what_is_wrong_with_a_bad_page() {
        try (var browser = Chromium.at(port);
                var visit = browser.visitor(Chromium.PHONE)) {
            visit.page()
                    .setContent("<p style='color: #999; background: #fff; width: 500px'>faint and wide</p>"
                            + "<script>console.error('loud')</script>");

            assertThat((List<?>) visit.page().evaluate(FAINT_TEXT)).hasSize(1);
            assertThat(visit.scrollsSideways()).isTrue();
            assertThat(visit.complaints()).hasSize(1);
        }
    }
}
