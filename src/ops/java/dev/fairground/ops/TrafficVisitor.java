package dev.fairground.ops;

import dev.fairground.ops.TrafficCrowd.Thing;
import dev.fairground.ops.bench.Addresses;
import dev.fairground.testing.Api;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One who comes to the market, and what they do there, request by request. A request that brings them no further ends the visit. All that
 * they choose comes from {@code random}.
 */
final class TrafficVisitor {

    private static final String GOOD_CARD = "pm_card_visa";
    private static final List<String> BAD_CARDS = List.of(
            "pm_card_visa_chargeDeclined",
            "pm_card_visa_chargeDeclinedInsufficientFunds",
            "pm_card_chargeDeclinedExpiredCard",
            "pm_card_chargeDeclinedIncorrectCvc",
            "pm_card_radarBlock");
    private static final List<String> WORDS = List.of("oak", "chair", "lamp", "thing of the day", "blue", "box", "old");

    /** Looks at the order so often before they give up, and read it in their mail. */
    private static final int PATIENCE = 40;

    /** What nobody can serve. */
    private static final List<Nonsense> NONSENSE = List.of(
            new Nonsense("POST", "/api/v2/orders", ""),
            new Nonsense("POST", "/api/v2/orders", "{\"lines\":"),
            new Nonsense("POST", "/api/v2/orders", "[".repeat(5_000)),
            new Nonsense("POST", "/api/v2/orders", "{\"lines\":[],\"paymentMethod\":\"pm_card_visa\"}"),
            new Nonsense(
                    "POST", "/api/v2/orders", "{\"lines\":[{\"listing\":\"x\",\"quantity\":1.5}],\"paymentMethod\":7}"),
            new Nonsense("POST", "/api/v1/orders", "{\"lines\":null,\"paymentMethod\":\"4242424242424242\"}"),
            new Nonsense(
                    "POST", "/api/v2/checkouts", "{\"lines\":[{\"quantity\":-1}],\"paymentMethod\":\"pm_card_visa\"}"),
            new Nonsense("PUT", "/api/v2/basket/lines/" + new UUID(0, 0), "{\"quantity\":1}"),
            new Nonsense("PUT", "/api/v2/basket/lines/nothing", "{\"quantity\":0}"),
            new Nonsense("GET", "/api/v2/listings?limit=-1", ""),
            new Nonsense("GET", "/api/v2/listings?near=north&within=5", ""),
            new Nonsense("GET", "/api/v2/listings?cursor=%00%ff", ""),
            new Nonsense("GET", "/api/v1/listings/1%27%20or%201=1", ""),
            new Nonsense("PATCH", "/api/v2/me", "\u0000"));

    private record Nonsense(String method, String path, String body) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final TrafficVisit visit;
    private final RandomGenerator random;
    private final TourWorld world;
    private final TrafficCrowd crowd;
    private final Set<TrafficDial> dials;
    private final TrafficTally tally;
    private final Api buyer;
    private final long due;
    private final AtomicBoolean fresh = new AtomicBoolean(true);

    /** @param due when they were to come, by {@link System#nanoTime}: their first answer counts from then */
    TrafficVisitor(
            TrafficVisit visit,
            RandomGenerator random,
            TourWorld world,
            TrafficCrowd crowd,
            Set<TrafficDial> dials,
            TrafficTally tally,
            long due) {
        this.visit = visit;
        this.random = random;
        this.world = world;
        this.crowd = crowd;
        this.dials = dials;
        this.tally = tally;
        this.buyer = crowd.buyer(random).api();
        this.due = due;
    }

    /** The visit went no further; why, the tally knows. */
    private static final class Left extends RuntimeException {

        private static final long serialVersionUID = 1;

        Left() {
            super(null, null, false, false);
        }
    }

    void come() {
        tally.arrived(visit);
        try {
            visit.play(this);
        } catch (Left left) {
            // Most who come to a market buy nothing.
        } catch (RuntimeException bug) {
            tally.failed(visit, "broke off", bug.toString());
        }
    }

    void browses() {
        var anybody = passerBy();
        var page = ask(() -> anybody.get("/api/v2/listings?limit=24"));
        if (!page.at("/next").isEmpty()) {
            page = found(anybody, "cursor=" + page.at("/next"));
        }
        look(anybody, page);
    }

    void searches() {
        var anybody = passerBy();
        String category = "category=" + TrafficCrowd.one(crowd.categories(), random);
        String words = "text=" + TrafficCrowd.one(WORDS, random).replace(' ', '+');
        String price = "currency=EUR&minPriceMinor=500&maxPriceMinor=" + random.nextInt(1_000, 50_000);
        String nearby = "near=%d.5,%d.9&within=50".formatted(random.nextInt(47, 55), random.nextInt(6, 15));
        look(
                anybody,
                found(
                        anybody,
                        switch (random.nextInt(6)) {
                            case 0 -> category;
                            case 1 -> words;
                            case 2 -> price + "&sort=CHEAPEST";
                            case 3 -> nearby + "&sort=NEAREST";
                            case 4 -> category + "&" + price;
                            default -> words + "&" + nearby;
                        }));
    }

    void keeps() {
        String favourite = "/api/v2/me/favourites/" + crowd.thing(random).id();
        ask(() -> buyer.put(favourite, ""));
        ask(() -> buyer.get("/api/v2/me/favourites"));
        ask(() -> buyer.delete(favourite));
    }

    void buys() {
        var found = random.nextBoolean() ? foundSomewhere() : Optional.<String>empty();
        awaitPaid(ordered(found.orElseGet(() -> crowd.thing(random).id()), 1));
    }

    void checksOutABasket() {
        var things = IntStream.range(0, random.nextInt(1, 4))
                .mapToObj(_ -> crowd.thing(random).id())
                .distinct()
                .toList();
        for (String thing : things) {
            ask(() -> buyer.put("/api/v2/basket/lines/" + thing, Map.of("quantity", random.nextInt(1, 3))));
        }
        var seen = ask(() -> buyer.get("/api/v2/basket"))
                .json()
                .path("lines")
                .valueStream()
                .filter(line -> things.contains(line.path("listing").asString()))
                .map(line -> Map.of(
                        "listing",
                        line.path("listing"),
                        "quantity",
                        line.path("quantity"),
                        "price",
                        line.path("price")))
                .toList();
        var placed = send("/api/v2/checkouts", Map.of("lines", seen, "paymentMethod", card()));
        if (placed.isEmpty()) {
            for (String thing : things) ask(() -> buyer.delete("/api/v2/basket/lines/" + thing));
            return;
        }
        placed.get()
                .json()
                .path("orders")
                .valueStream()
                .forEach(order -> awaitPaid(order.path("id").asString()));
    }

    void buysByVersionOne() {
        ask(() -> passerBy().get("/api/v1/listings?limit=24"));
        String thing = crowd.thing(random).id();
        var seen = ask(() -> buyer.get("/api/v1/listings/" + thing)).json();
        var line = Map.of(
                "listing",
                thing,
                "quantity",
                1,
                "price",
                new BigDecimal(seen.path("price").asString()),
                "currency",
                seen.path("currency"));
        String order = send("/api/v1/orders", Map.of("lines", List.of(line), "paymentMethod", card()))
                .orElseThrow(Left::new)
                .at("/id");
        ask(() -> buyer.get("/api/v1/orders/" + order));
        awaitPaid(order);
    }

    /** Before or after it is paid, as it comes. */
    void cancels() {
        String order = ordered(crowd.thing(random).id(), 1);
        ask(() -> keyed(buyer).put(of(order) + "/cancellation", ""));
        await(order, "PLACED", "PAID");
    }

    void receives() {
        var thing = crowd.thing(random);
        String order = delivered(thing, 1);
        ask(() -> buyer.put(of(order) + "/completion", ""));
    }

    void sendsBack() {
        var thing = crowd.thing(random);
        String order = delivered(thing, 1);
        String back = of(order) + "/returns";
        String which = ask(() -> keyed(buyer).post(back, Map.of("reason", "It is too small.")))
                .at("/id");
        var seller = thing.seller().api();
        ask(() -> seller.put(back + "/" + which + "/acceptance", ""));
        ask(() -> keyed(seller).put(back + "/" + which + "/receipt", Map.of("restock", random.nextBoolean())));
        await(order, "DELIVERED");
    }

    void isGivenAPartBack() {
        var thing = crowd.thing(random);
        String order = paid(thing, 2);
        var seller = thing.seller().api();
        ask(() -> keyed(seller).post(of(order) + "/refunds", Map.of("reason", "A scratch.", "amountMinor", 100)));
        var one = List.of(Map.of("listing", thing.id(), "quantity", 1));
        var broken =
                Map.of("reason", "One came broken.", "lines", one, "amountMinor", 200, "restock", random.nextBoolean());
        ask(() -> keyed(seller).post(of(order) + "/refunds", broken));
        ask(() -> buyer.get(of(order)));
    }

    void reprices() {
        var thing = crowd.thing(random);
        var seller = thing.seller().api();
        var now = ask(() -> seller.get(at(thing.id()))).json();
        var change = new HashMap<String, Object>();
        for (String kept : List.of("category", "title", "description", "place", "version"))
            change.put(kept, now.path(kept));
        change.put("price", Map.of("amountMinor", random.nextInt(400, 9_000), "currency", "EUR"));
        ask(() -> seller.put(at(thing.id()), change));
    }

    void recounts() {
        var thing = TrafficCrowd.one(crowd.scarce(), random);
        ask(() -> thing.seller().api().put(at(thing.id()) + "/stock", Map.of("stock", TrafficCrowd.FEW)));
    }

    void talksNonsense() {
        var nonsense = TrafficCrowd.one(NONSENSE, random);
        tally.refusedInput(
                visit,
                since(),
                () -> keyed(buyer)
                        .send(nonsense.method, nonsense.path, nonsense.body.isEmpty() ? null : nonsense.body));
    }

    /** In the middle of the body, or when all is said; then they come back with the same key, and want what they had asked for. */
    void hangsUp() {
        String key = UUID.randomUUID().toString();
        String body = JSON.writeValueAsString(Map.of(
                "lines", List.of(Map.of("listing", crowd.thing(random).id(), "quantity", 1)), "paymentMethod", card()));
        var again = buyer.with("Idempotency-Key", key);
        again.hangUp("/api/v2/orders", body, random.nextBoolean() ? body.length() : body.length() / 2);
        var answer = heard(() -> again.post("/api/v2/orders", body));
        for (int looks = 1; looks < PATIENCE && isInFlight(answer); looks++) {
            world.meanwhile().run();
            answer = heard(() -> again.post("/api/v2/orders", body));
        }
        awaitPaid(good(answer).at("/id"));
    }

    private static boolean isInFlight(Api.Answer answer) {
        return answer.status() == 409 && answer.at("/code").equals("request-in-flight");
    }

    private String delivered(Thing thing, int quantity) {
        String order = paid(thing, quantity);
        var parcel = Map.of("carrier", "DHL", "trackingCode", "T-" + order.substring(24));
        ask(() -> thing.seller().api().put(of(order) + "/shipment", parcel));
        ask(() -> buyer.get(of(order)));
        ask(() -> buyer.put(of(order) + "/delivery", ""));
        return order;
    }

    private String paid(Thing thing, int quantity) {
        String order = ordered(thing.id(), quantity);
        if (!awaitPaid(order)) throw new Left();
        return order;
    }

    /** At the price that was seen; a shop that has changed it meanwhile loses the buyer. */
    private String ordered(String listing, int quantity) {
        var price = ask(() -> buyer.get(at(listing))).json().path("price");
        var line = Map.of("listing", listing, "quantity", quantity, "price", price);
        return send("/api/v2/orders", Map.of("lines", List.of(line), "paymentMethod", card()))
                .orElseThrow(Left::new)
                .at("/id");
    }

    /** Once, or as often as an impatient buyer presses; what is answered then has to be one and the same. */
    private Optional<Api.Answer> send(String path, Map<String, ?> body) {
        var once = keyed(buyer);
        Supplier<Api.Answer> request = () -> once.post(path, body);
        if (!dials.contains(TrafficDial.DOUBLE_PAY) || random.nextInt(3) > 0) {
            return Optional.of(heard(request)).filter(TrafficVisitor::isGood);
        }
        var answers = new ArrayList<Optional<Api.Answer>>();
        Callable<Optional<Api.Answer>> press = () -> tally.answered(visit, since(), request);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var pressed : threads.invokeAll(List.of(press, press))) answers.add(pressed.resultNow());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        answers.add(tally.answered(visit, since(), request));
        var taken = answers.stream()
                .flatMap(Optional::stream)
                .filter(TrafficVisitor::isGood)
                .toList();
        if (taken.stream().map(Api.Answer::text).distinct().count() > 1) {
            tally.failed(
                    visit,
                    "several answers under one key",
                    taken.stream().map(Api.Answer::text).toList().toString());
        }
        return taken.stream().findFirst();
    }

    private boolean awaitPaid(String order) {
        long placed = System.nanoTime();
        boolean paid = await(order, "PLACED").equals("PAID");
        if (paid) tally.paid(placed);
        return paid;
    }

    /** The state that comes after these; one of these where it takes longer than people wait, which is no fault: the books are asked later. */
    private String await(String order, String... early) {
        String state = state(order);
        for (int looks = 1; looks < PATIENCE && List.of(early).contains(state); looks++) {
            world.meanwhile().run();
            state = state(order);
        }
        return state;
    }

    private String state(String order) {
        return ask(() -> buyer.get(of(order))).at("/state");
    }

    /** Anything on offer for a bearable price; empty where the search found nothing. */
    private Optional<String> foundSomewhere() {
        var page = found(
                passerBy(),
                "currency=EUR&minPriceMinor=500&maxPriceMinor=50000&category="
                        + TrafficCrowd.one(crowd.categories(), random));
        return page.json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("stock").asInt() > 0)
                .map(item -> item.path("id").asString())
                .findFirst();
    }

    private Api.Answer found(Api anybody, String query) {
        return ask(() -> anybody.get("/api/v2/listings?limit=24&" + query));
    }

    /** At one of what was found. */
    private void look(Api anybody, Api.Answer page) {
        List<JsonNode> items = page.json().path("items").valueStream().toList();
        if (!items.isEmpty()) {
            String listing = TrafficCrowd.one(items, random).path("id").asString();
            ask(() -> anybody.get(at(listing)));
        }
    }

    /** Somebody without an account, from wherever. */
    private Api passerBy() {
        return world.from(Addresses.of(random.nextInt(1 << 17))).application();
    }

    private String card() {
        boolean declines = dials.contains(TrafficDial.DECLINE) && random.nextInt(5) == 0;
        return declines ? TrafficCrowd.one(BAD_CARDS, random) : GOOD_CARD;
    }

    private Api.Answer ask(Supplier<Api.Answer> request) {
        return good(heard(request));
    }

    private static Api.Answer good(Api.Answer answer) {
        if (!isGood(answer)) throw new Left();
        return answer;
    }

    private static boolean isGood(Api.Answer answer) {
        return answer.status() < 300;
    }

    private Api.Answer heard(Supplier<Api.Answer> request) {
        return tally.answered(visit, since(), request).orElseThrow(Left::new);
    }

    private long since() {
        return fresh.getAndSet(false) ? due : System.nanoTime();
    }

    private static String at(String listing) {
        return "/api/v2/listings/" + listing;
    }

    private static String of(String order) {
        return "/api/v2/orders/" + order;
    }

    private static Api keyed(Api api) {
        return api.with("Idempotency-Key", UUID.randomUUID().toString());
    }
}
