package dev.fairground.ops.bench;

import dev.fairground.ops.Options;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list page of 24 and one listing by its id, with everything switched on, against a bare handler of Spring MVC that runs the same statements.
 * Prints throughput, the ratio, and the processor time of each request.
 */
final class Reads {

    private static final String LIST = "from listings.listing";
    private static final String ONE = "from listings.listing";
    private static final String PICTURES = "from listings.picture";

    private final Market market;
    private final List<String> ids;
    private final int barePort = Market.freePort();

    private Reads(Market market) {
        this.market = market;
        this.ids = market.jdbc()
                .sql("select id::text from listings.listing where state = 'PUBLISHED' order by id limit 20000")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    public static void main(String[] arguments) {
        var options = Options.read(arguments, Map.of("--listings", "200000", "--seconds", "8"));
        if (options.isEmpty()) System.exit(2);
        try (var market = Market.open(options.get().number("--listings"), "web")) {
            new Reads(market).compare(Duration.ofSeconds(options.get().number("--seconds")));
        }
    }

    private void compare(Duration each) {
        var bare = startBare();
        var rounds = new Rounds(market.processors(), each);
        var list = rounds.add(
                "list, fairground",
                market.application(),
                () -> Visitor.at(market.port(), () -> Requests.get(Requests.LIST)));
        var bareList =
                rounds.add("list, bare", List.of(bare), () -> Visitor.at(barePort, () -> Requests.get("/listings")));
        var one = rounds.add(
                "by id, fairground",
                market.application(),
                () -> Visitor.at(market.port(), () -> Requests.get(Requests.ONE + anId())));
        var bareOne = rounds.add(
                "by id, bare", List.of(bare), () -> Visitor.at(barePort, () -> Requests.get("/listings/" + anId())));
        rounds.run();
        List.of(list, bareList, one, bareOne).forEach(Rounds.Contestant::print);
        System.out.printf(
                "list %.0f %% of bare (floor 50), by id %.0f %% (floor 40); %s%n",
                100 * list.share(bareList), 100 * one.share(bareOne), Market.load());
    }

    private ProcessHandle startBare() {
        var list = seen(Requests.LIST);
        var one = seen(Requests.ONE + ids.getFirst());
        Stream.of(list, one)
                .flatMap(page -> page.statements().stream())
                .forEach(statement -> System.out.println("  " + statement.sql().replaceAll("\\s+", " ")));
        System.out.printf(
                "Statements: %d for a list page, %d by id.%n",
                list.statements().size(), one.statements().size());
        return market.start(
                "bare.BareApplication",
                Map.of(
                        "SERVER_PORT", String.valueOf(barePort),
                        "SPRING_CONFIG_LOCATION", "optional:file:none.yml",
                        "SPRING_DATASOURCE_URL", market.databaseUrl() + "&stringtype=unspecified",
                        "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "16",
                        "BARE_LIST", list.with(LIST).sql(),
                        "BARE_LISTPARAMETERS", parameters(list.with(LIST)),
                        "BARE_ONE", one.with(ONE).sql(),
                        "BARE_ONEPARAMETERS", parameters(one.with(ONE)),
                        "BARE_PICTURES", one.with(PICTURES).sql(),
                        "BARE_PICTURESPARAMETERS", parameters(one.with(PICTURES))),
                "/listings",
                barePort);
    }

    private Recording seen(String path) {
        for (int i = 0; i < 20; i++) ask(path); // what is read once, is read
        return Recording.of(market.jdbc(), market.data().resolve("postgresql.log"), () -> ask(path))
                .ours();
    }

    private void ask(String path) {
        try (var wire = new Wire(market.port())) {
            int status = wire.send(Requests.get(path));
            if (status != 200) throw new IllegalStateException(path + " answered " + status);
        }
    }

    private static String parameters(Recording.Statement statement) {
        return statement.parameters().stream().map(String::valueOf).collect(Collectors.joining("|"));
    }

    private String anId() {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }
}
