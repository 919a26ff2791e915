package dev.fairground;

import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fairground.access.Cast;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent wrong, to whichever operation of the API: 4xx, a problem document, the field named; never a 5xx. */
@FairgroundTest
@Proves("err-actionable-user-message")
class BadInputEverywhereTest {

    @Autowired
    Cast cast;

    @Autowired
    DataSource database;

    @LocalServerPort
    int port;

    /** Those of the newest version, and of the one before what takes something else; where it takes the same, one handler serves both. */
    static Stream<BadInput> operations() {
        var newest = document("2");
        return Stream.concat(
                BadInput.in(newest, Map.of()),
                BadInput.in(document("1"), Map.of())
                        .filter(old -> !old.takesTheSameAs(old.in(newest, "/api/v1", "/api/v2"))));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void what_is_wrong_is_refused_and_named(BadInput operation) {
        var rows = Rows.in(database);
        var owner = cast.staff(
                "hostile", "staff:suspend", "staff:refund", "staff:grants", "staff:operate", "staff:support-read");
        UUID shop = aShopOf(owner.id().value()).in(rows);
        UUID listing = aListingOf(shop).in(rows);
        var known = Map.of(
                "/shops",
                shop,
                "/listings",
                listing,
                "/orders",
                anOrder(owner.id().value(), shop).of(listing).completedIn(rows),
                "/members",
                cast.member("victim").id().value());
        var sent =
                new BadInput(operation.method(), operation.path(), operation.operation(), operation.document(), known);

        assertThat(sent.complaintsAbout(cast.program(Api.at(port), owner))).isEmpty();
    }

    /** What was sent nearly right may have paused something that other tests wait for. */
    @AfterEach
    void letEverythingGoOn() {
        var jdbc = JdbcClient.create(database);
        for (var table : List.of("outbox.pause", "jobs.pause", "jobs.wish")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    /** The twin: a server that takes everything, and one that breaks on everything, are both found out. */
    @Test
    void a_server_that_takes_or_breaks_on_anything_is_complained_about() throws Exception {
        var place = BadInput.in(document("2"), Map.of())
                .filter(operation -> operation.toString().equals("POST /api/v2/orders"))
                .findFirst()
                .orElseThrow();
        for (int status : new int[] {200, 500}) {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
            try {
                assertThat(place.complaintsAbout(Api.at(server.getAddress().getPort())))
                        .anySatisfy(complaint -> assertThat(complaint).contains("got " + status))
                        .hasSizeGreaterThan(20);
            } finally {
                server.stop(0);
            }
        }
    }

    private static JsonNode document(String version) {
        return new JsonMapper()
                .readTree(read(repository().resolve("src/main/resources/openapi/v" + version + ".json")));
    }
}
