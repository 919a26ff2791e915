package dev.fairground.welcome;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.practices.Practice;
import dev.fairground.platform.practices.PracticeCatalogue;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FairgroundTest
class LandingHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    DataSource database;

    @Test
    void the_newest_things_stand_in_front_and_no_more_than_eight() {
        var rows = Rows.in(database);
        var shop = aShopOf(cast.member("seller").id().value())
                .called(cast.member("shop").handle(), "Woodwork & Sons")
                .in(rows);
        for (int number = 1; number <= 9; number++) {
            aListingOf(shop)
                    .titled("Stool <" + number + ">")
                    .costing(1_999, "GBP")
                    .newest()
                    .in(rows);
        }

        var page = Api.at(port).with("Accept", "text/html").get("/").text();

        assertThat(page)
                .contains("Stool &lt;", "19.99 GBP", "Woodwork &amp; Sons")
                .doesNotContain("Stool <");
        assertThat(page.split("Stool &lt;", -1)).hasSize(8 + 1);
    }

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
