package dev.fairground;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every list costs as many statements when it is long as when it holds one row, whatever it is filtered by. {@code -Dgrowth=1,20,60} tries
 * longer ones.
 */
@FairgroundTest
@Proves("perf-n-plus-one-guard")
class GrowthHttpTest {

    /** What each filter may be asked for; the first of each line are the names that a line stands for. */
    private static final Map<String, List<String>> FILTERS = Map.of(
            "Search",
            List.of(
                    "category=01900000-0000-7000-8000-00000000001d",
                    "text=dress",
                    "currency=EUR",
                    "currency=EUR&minPriceMinor=1&maxPriceMinor=900000",
                    "attributes=size:M&attributes=colour:red",
                    "near=48.2,16.37&within=20",
                    "sort=NEWEST",
                    "sort=CHEAPEST",
                    "sort=DEAREST",
                    "sort=NEAREST"),
            "Filter",
            List.of("kind=payment_intent.succeeded", "state=RECEIVED"),
            "Whose",
            List.of("listener=notifications.order-placed"),
            "Which",
            List.of("kind=MAIL"));

    /** As long as they were written, and no list shows more. */
    private static final List<Integer> SIZES = Stream.of(
                    System.getProperty("growth", "1,20").split(","))
            .map(Integer::valueOf)
            .toList();

    /** As long as the code makes them, not the data; or read once for all and kept. */
    private static final Set<String> BY_CODE = Set.of("/jobs", "/listeners", "/plans", "/categories");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    DataSource database;

    @Autowired
    MeterRegistry meters;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Api api = Api.at(0);
    private Growth growth = new Growth(Map.of(), Map.of());

    @BeforeEach
    void arrive() {
        var reader = cast.staff("reader", "staff:support-read", "staff:operate", "staff:refund");
        api = cast.program(Api.at(port), reader);
        growth = Growth.of(reader, Rows.in(database));
    }

    @Test
    void every_list_costs_the_same_however_long_it_is_and_whatever_it_is_filtered_by() {
        Map<String, Map<Integer, Double>> costs = new HashMap<>();
        int length = 0;
        for (int size : SIZES) {
            for (; length < size; length++) {
                growth.lists().values().forEach(Runnable::run);
            }
            growth.lists()
                    .keySet()
                    .forEach(path -> queries(path)
                            .forEach(query -> cost(path, query)
                                    .ifPresent(cost -> costs.computeIfAbsent(path + query, _ -> new HashMap<>())
                                            .put(size, cost))));
        }
        System.out.printf(
                "Statements of %d lists and filters at %s rows: at most %.0f%n",
                costs.size(),
                SIZES,
                costs.values().stream()
                        .flatMap(bySize -> bySize.values().stream())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow());
        assertThat(costs).hasSizeGreaterThan(100);
        assertThat(costs)
                .allSatisfy((list, bySize) -> assertThat(Set.copyOf(bySize.values()))
                        .as(list + " " + bySize)
                        .hasSize(1));
    }

    @Test
    void every_list_grows_and_every_filter_is_tried() {
        assertThat(growth.lists().keySet()).containsAll(lists().keySet());
        lists().values()
                .forEach(handler -> filters(handler)
                        .forEach(filter -> assertThat(tried(filter))
                                .as("the filters of " + filter.getSimpleName() + " in GrowthHttpTest.FILTERS")
                                .containsAll(Arrays.stream(filter.getRecordComponents())
                                        .map(RecordComponent::getName)
                                        .toList())));
    }

    @Test
    void what_was_written_is_what_is_read() {
        growth.lists().forEach((path, grow) -> {
            String before = page(path);
            grow.run();
            assertThat(page(path)).as(path).isNotEqualTo(before); // longer, or full already and with the newest on top
        });
    }

    private String page(String path) {
        var answer = api.get(address(path, ""));
        assertThat(answer).hasStatus(200);
        return answer.text();
    }

    private Optional<Double> cost(String path, String query) {
        String unit = "GET /api/{version}" + path;
        api.get(address(path, query)); // the first of a kind may fill a cache
        double before = statements(unit);
        var answer = api.get(address(path, query));
        if (answer.status() == 400 && !query.isEmpty()) {
            return Optional.empty(); // filters that make no sense together
        }
        assertThat(answer).hasStatus(200);
        return Optional.of(statements(unit) - before);
    }

    private String address(String path, String query) {
        String address = "/api/v2" + path;
        for (var word : growth.words().entrySet()) {
            address = address.replace(word.getKey(), word.getValue());
        }
        return address + "?limit=100" + query;
    }

    private double statements(String unit) {
        return meters.find("querywatch.statements").tag("unit", unit).summaries().stream()
                .mapToDouble(DistributionSummary::totalAmount)
                .sum();
    }

    /** By path without the version: what gives back a page or takes the request for one, and what gives back all there is. */
    private Map<String, HandlerMethod> lists() {
        Map<String, HandlerMethod> lists = new HashMap<>();
        mappings.getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/{version}"))
                        .filter(_ -> isList(handler))
                        .forEach(path -> lists.put(path.replace("/api/{version}", ""), handler)));
        lists.keySet().removeAll(BY_CODE);
        return lists;
    }

    private static boolean isList(HandlerMethod handler) {
        var returned = handler.getMethod().getReturnType();
        return returned == Page.class
                || List.class.isAssignableFrom(returned)
                || Arrays.stream(handler.getMethodParameters())
                        .anyMatch(parameter -> parameter.getParameterType() == PageRequest.class);
    }

    private static Stream<Class<?>> filters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .<Class<?>>map(type -> type)
                .filter(Class::isRecord)
                .filter(type ->
                        type != PageRequest.class && !type.getSimpleName().equals("Caller"))
                .filter(type -> !type.getSimpleName().endsWith("Id"));
    }

    private static Set<String> tried(Class<?> filter) {
        Set<String> names = new HashSet<>();
        for (String line : Objects.requireNonNull(FILTERS.get(filter.getSimpleName()), filter.getSimpleName())) {
            Stream.of(line.split("&")).map(pair -> pair.split("=")[0]).forEach(names::add);
        }
        return names;
    }

    /** Every combination of lines in which no name stands twice. */
    private List<String> queries(String path) {
        var handler = lists().get(path);
        var lines = (handler == null ? Stream.<Class<?>>empty() : filters(handler))
                .flatMap(filter -> FILTERS.getOrDefault(filter.getSimpleName(), List.of()).stream())
                .toList();
        List<String> queries = new ArrayList<>();
        for (int chosen = 0; chosen < 1 << lines.size(); chosen++) {
            int these = chosen;
            var some = IntStream.range(0, lines.size())
                    .filter(i -> (these & 1 << i) != 0)
                    .mapToObj(lines::get)
                    .toList();
            if (some.stream().map(line -> line.split("=")[0]).distinct().count() == some.size()) {
                queries.add(some.stream().map(line -> "&" + line).reduce("", String::concat));
            }
        }
        return queries;
    }
}
