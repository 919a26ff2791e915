package dev.fairground.ops;

import dev.fairground.testing.Api;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays a trade against a running application, as its users' programs would: sign up, sell, buy, decline, refund. Each step is one line
 * with the practices that it shows. Afterwards it asks the application, the payment provider and, where it can be reached, the
 * database whether what must hold does hold. Each run makes three members of its own, so it may be run again, as often as the limit on
 * sign-ups from one address lets it.
 */
public final class Tour {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long PRICE = 1999;
    private static final int STOCK = 3;
    private static final String GOOD_CARD = "pm_card_visa";
    private static final String EMPTY_CARD = "pm_card_visa_chargeDeclinedInsufficientFunds";

    private final TourWorld world;
    private final String run = UUID.randomUUID().toString().substring(24);
    private final List<String> failed = new ArrayList<>();

    private Tour(TourWorld world) {
        this.world = world;
    }

    /** Exits with 0, with 1 where a step or an invariant failed and is named, or with 2 on an argument that it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(() -> LockSupport.parkNanos(PAUSE.toNanos()), arguments));
    }

    /** As the command, in this process; {@code meanwhile} is done whenever something is waited for. */
    static int run(Runnable meanwhile, String... arguments) {
        var options = Options.read(
                arguments,
                Map.of(
                        "--base-url", "http://localhost:8080",
                        "--mail-url", "http://localhost:8026",
                        "--payments-url", "http://localhost:8090",
                        "--human-check-url", "http://localhost:8091",
                        "--database-url", Options.DATABASE));
        if (options.isEmpty()) {
            return 2;
        }
        var given = options.get();
        var tour = new Tour(new TourWorld(
                given.api("--base-url"),
                given.api("--mail-url"),
                given.api("--payments-url"),
                given.api("--human-check-url"),
                meanwhile));
        tour.playAndCheck(given.text("--database-url"));
        tour.failed.forEach(what -> System.out.println("✗ " + what));
        System.out.println(tour.failed.isEmpty() ? "Everything holds." : "The tour failed.");
        return tour.failed.isEmpty() ? 0 : 1;
    }

    private void playAndCheck(String database) {
        try {
            play();
            checkDatabase(database);
        } catch (TourWorld.Unexpected unexpected) {
            failed.add(String.valueOf(unexpected.getMessage()));
        } catch (UncheckedIOException unreachable) {
            failed.add("Something does not answer: " + unreachable.getCause());
        }
    }

    private void play() {
        var seller = world.signUp("seller-" + run);
        var buyer = world.signUp("buyer-" + run);
        var stranger = world.signUp("stranger-" + run);
        TourStep.SIGN_UP.done("three members signed up past the human check and confirmed their address by mail");

        String shop = world.expect(
                        201, seller.api().post("/api/v2/shops", Map.of("handle", "shop-" + run, "name", "Tour " + run)))
                .at("/id");
        String category = world.aLeaf();
        String listing = listed(seller, shop, category);
        TourStep.LIST.done(
                "a shop is open and a thing is drafted, unseen by others, then published and found by category");

        String completed = bought(buyer, listing);
        world.awaitState(buyer, completed, "PAID");
        TourStep.BUY.done("bought once though asked twice, and paid");
        String foreign = "/api/v2/orders/" + completed;
        world.expect(404, stranger.api().get(foreign));
        world.expect(404, stranger.api().put(foreign + "/delivery", ""));
        TourStep.STRANGER.done("a stranger is told that there is no such order");

        world.awaitMail(buyer.email(), "payment of");
        world.awaitMail(seller.email(), "is paid");
        TourStep.MAIL.done("buyer and seller have their mails");
        world.expect(
                204, seller.api().put(foreign + "/shipment", Map.of("carrier", "Post", "trackingCode", "T-" + run)));
        world.expect(204, buyer.api().put(foreign + "/delivery", ""));
        world.expect(204, buyer.api().put(foreign + "/completion", ""));
        TourStep.DELIVER.done("shipped, received, complete");

        String declined = order(buyer, listing, EMPTY_CARD);
        var closed = world.awaitState(buyer, declined, "CANCELLED");
        check(!closed.at("/closeReason").isEmpty(), "a declined order says why");
        check(stock(listing) == STOCK - 1, "the thing of a declined order is on the shelf again");
        TourStep.DECLINE.done("declined: \"" + closed.at("/closeReason") + "\", and the thing is on the shelf again");

        String refunded = order(buyer, listing, GOOD_CARD);
        world.awaitState(buyer, refunded, "PAID");
        world.expect(
                202,
                keyed(seller.api())
                        .post(
                                "/api/v2/orders/" + refunded + "/refunds",
                                Map.of("reason", "It broke in the workshop.")));
        world.awaitState(buyer, refunded, "REFUNDED");
        TourStep.REFUND.done("refunded");

        charged(completed, 1, PRICE, 0);
        charged(declined, 0, 0, 0);
        charged(refunded, 1, PRICE, PRICE);
        // Refunded before it left the shop, so it is on the shelf again.
        check(stock(listing) == STOCK - 1, "the stock is what was put in less what was sold");
        check(state(buyer, completed).equals("COMPLETED"), "the first order is complete");
        check(state(buyer, declined).equals("CANCELLED"), "the declined order is cancelled");
        check(state(buyer, refunded).equals("REFUNDED"), "the returned order is refunded");
        TourStep.INVARIANTS.done(
                "asked the provider for each order's charges and the application for states and stock");
    }

    private String listed(TourWorld.Member seller, String shop, String category) {
        var draft = Map.of(
                "category",
                category,
                "title",
                "A chair of oak " + run,
                "description",
                "Plain and strong.",
                "price",
                Map.of("amountMinor", PRICE, "currency", "EUR"),
                "stock",
                STOCK);
        String listing = world.expect(201, seller.api().post("/api/v2/shops/" + shop + "/listings", draft))
                .at("/id");
        world.expect(404, world.application().get("/api/v2/listings/" + listing));
        world.expect(204, seller.api().put("/api/v2/listings/" + listing + "/publication", ""));
        var found = world.expect(200, world.application().get("/api/v2/listings?limit=100&category=" + category));
        check(
                found.json()
                        .path("items")
                        .valueStream()
                        .anyMatch(item -> item.path("id").asString().equals(listing)),
                "what was published last is on the first page of its category");
        return listing;
    }

    private String bought(TourWorld.Member buyer, String listing) {
        var once = keyed(buyer.api());
        var first = world.expect(201, once.post("/api/v2/orders", basket(listing, GOOD_CARD)));
        var again = world.expect(201, once.post("/api/v2/orders", basket(listing, GOOD_CARD)));
        check(again.text().equals(first.text()), "a request sent twice has one answer");
        check(again.header("Idempotent-Replayed").equals("true"), "the second answer says that it is the first");
        check(stock(listing) == STOCK - 1, "a request sent twice takes one thing off the shelf");
        return first.at("/id");
    }

    private String order(TourWorld.Member buyer, String listing, String card) {
        return world.expect(201, keyed(buyer.api()).post("/api/v2/orders", basket(listing, card)))
                .at("/id");
    }

    private static Map<String, Object> basket(String listing, String card) {
        return Map.of("lines", List.of(Map.of("listing", listing, "quantity", 1)), "paymentMethod", card);
    }

    private static Api keyed(Api api) {
        return api.with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private String state(TourWorld.Member buyer, String order) {
        return buyer.api().get("/api/v2/orders/" + order).at("/state");
    }

    private int stock(String listing) {
        return world.expect(200, world.application().get("/api/v2/listings/" + listing))
                .json()
                .path("stock")
                .asInt();
    }

    private void charged(String order, int charges, long captured, long refunded) {
        var books = world.expect(200, world.payments().get("/simulator/charges?reference=" + order))
                .json();
        check(
                books.path("succeeded").asInt() == charges,
                "the provider has " + charges + " charge(s) for order " + order);
        check(
                books.path("amountCaptured").asLong() == captured,
                "the provider took " + captured + " for order " + order);
        check(
                books.path("amountRefunded").asLong() == refunded,
                "the provider gave back " + refunded + " for order " + order);
    }

    private void checkDatabase(String url) {
        try (var books = Books.open(url)) {
            books.look(Invariant.STANDING).forEach(finding -> check(finding.holds(), finding.sentence()));
            TourStep.LEDGER.done("asked the database for the ledger's sums, for refunds and for negative stock");
        } catch (SQLException trouble) {
            String state = String.valueOf(trouble.getSQLState());
            if (!state.startsWith("08")) { // only a database that cannot be reached may be passed over
                failed.add("The database cannot be asked: " + trouble.getMessage());
            }
            System.out.println("- the ledger is not looked at: " + trouble);
        }
    }

    private void check(boolean holds, String invariant) {
        if (!holds) {
            failed.add("Does not hold: " + invariant);
        }
    }
}
