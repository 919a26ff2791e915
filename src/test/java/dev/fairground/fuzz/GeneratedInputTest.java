package dev.fairground.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.PictureFixture;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import dev.fairground.testing.StatementBudgets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whatever is sent to whichever endpoint by whomever: it is answered as documented, tells nothing, and leaves the books in order. */
@FairgroundTest
class GeneratedInputTest {

    /** More by {@code ops/fuzz}. */
    private static final int REQUESTS = Integer.getInteger("requests", 10_000);

    private static final Pattern CODE = Pattern.compile("/problems/([a-z0-9-]+)");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    SettableClock clock;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Test
    void nothing_that_anybody_sends_is_answered_in_a_way_that_no_document_states() throws Exception {
        clock.set(SettableClock.START);
        SimulatedProvider.reset();
        jdbc.sql("delete from outbox.delivery").update();
        var fair = Fair.open(cast, Rows.in(database), outbox, port);
        var endpoints = Endpoint.of(List.of(document("v1"), document("v2")));
        var attacks = new Attacks(endpoints, fair.tokens(), fair.known(), PictureFixture.png(40, 30), Chance.SEED);
        var siege = new Siege(attacks, new Judge(endpoints, codes(), leaks(fair)), port);
        var bystander = fair.bystander();

        siege.lay(REQUESTS);
        StatementBudgets.holdToTheCeilingAlone();

        System.out.printf("%d requests with seed %d: %s%n", REQUESTS, Chance.SEED, siege.statuses());
        assertThat(siege.statuses().values().stream()
                        .mapToInt(AtomicInteger::get)
                        .sum())
                .isEqualTo(REQUESTS);
        assertThat(Siege.told(siege.faults())).as("seed %d", Chance.SEED).isEmpty();
        assertThat(endpoints.stream().map(Endpoint::name)).allMatch(siege.called()::containsKey);
        assertThat(siege.succeeded().size())
                .as(
                        "endpoints that did what they are for; these want a secret from a mail, or were never asked so well: %s",
                        endpoints.stream()
                                .map(Endpoint::name)
                                .filter(name -> !siege.succeeded().contains(name))
                                .toList())
                .isGreaterThan(endpoints.size() / 2);
        assertThat(fair.bystander()).isEqualTo(bystander);
        assertThat(outbox.deliverDue().failed())
                .as("deliveries that what was accepted made fail")
                .isZero();
        booksAreInOrder();
    }

    private void booksAreInOrder() {
        assertThat(jdbc.sql("select currency from payments.posting group by currency having sum(amount_minor) <> 0")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from listings.listing where stock < 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private JsonNode document(String version) {
        return Api.at(port).get("/openapi/" + version + ".json").json();
    }

    private Set<String> codes() {
        return CODE.matcher(Api.at(port).get("/problems").text())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private Leaks leaks(Fair fair) {
        var secrets =
                new HashSet<>(jdbc.sql("""
                select conname
                  from pg_constraint
                  join pg_namespace on pg_namespace.oid = connamespace
                 where nspname not in ('pg_catalog', 'information_schema')
                   and contype in ('p', 'u', 'c', 'f')
                """).query((row, _) -> row.getString(1)).list());
        secrets.addAll(fair.tokens().values().stream()
                .filter(token -> !token.isEmpty())
                .toList());
        return new Leaks(secrets, fair.addresses());
    }
}
