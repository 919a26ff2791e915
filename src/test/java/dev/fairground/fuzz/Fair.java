package dev.fairground.fuzz;

import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.RowFixture.aRow;
import static dev.fairground.testing.ShopFixture.aShopOf;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Outside;
import dev.fairground.testing.PictureFixture;
import dev.fairground.testing.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A fair worth attacking: somebody in each part, and something of each kind in each of its states. */
final class Fair {

    private static final String CHAIRS = "01900000-0000-7000-8000-000000000003";
    private static final int MANY = 8;

    private final Cast cast;
    private final Rows rows;
    private final Api door;
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, List<String>> known = new HashMap<>();

    private Fair(Cast cast, Rows rows, int port) {
        this.cast = cast;
        this.rows = rows;
        this.door = Api.at(port);
    }

    static Fair open(Cast cast, Rows rows, Outbox outbox, int port) {
        var fair = new Fair(cast, rows, port);
        fair.gather();
        fair.trade(outbox);
        fair.tell();
        return fair;
    }

    private void gather() {
        for (String part : List.of("buyer", "stranger", "seller", "suspended")) {
            people.put(part, cast.member(part));
        }
        people.put(
                "staff",
                cast.staff(
                        "staff",
                        "staff:suspend",
                        "staff:refund",
                        "staff:grants",
                        "staff:operate",
                        "staff:support-read"));
        people.forEach((part, person) -> tokens.put(part, cast.token(person, SCOPES)));
        cast.suspended(person("suspended"));
        people.put("bystander", cast.member("bystander"));
        tokens.put("anybody", "");
        tokens.put("forger", tokens.get("buyer") + "x");
    }

    private static final String[] SCOPES = Stream.of(
                    "profile", "shops", "listings", "orders", "payments", "notifications", "staff")
            .flatMap(thing -> Stream.of(thing + ":read", thing + ":write"))
            .toArray(String[]::new);

    private void trade(Outbox outbox) {
        var colleague = cast.member("colleague");
        UUID shop = aShopOf(person("seller").id().value())
                .with(colleague.id().value(), "PACKER")
                .onPlan("PRO")
                .in(rows);
        UUID other = aShopOf(person("bystander").id().value()).in(rows);
        UUID chair = aListingOf(shop).left(1000).in(rows);
        UUID draft = aListingOf(shop).draft().in(rows);
        UUID gone = aListingOf(shop).left(0).in(rows);
        UUID others = aListingOf(other).left(1000).in(rows);
        know("shop", shop, shop, other);
        know("listing", chair, chair, draft, gone, others);
        know(
                "member",
                cast.member("victim").id(),
                cast.member("victim").id(),
                colleague.id(),
                person("stranger").id());
        know("picture", times(_ -> upload(draft)));
        know("invitation", times(_ -> invite(shop)));
        order(shop, chair, outbox);
        operate(shop);
        know("notification", ids("seller", "/api/v2/notifications"));
        know("device", mine("notifications.device"));
        know("tracer", mine("notifications.tracer"));
        cast.token(person("stranger"), "profile:read");
        know("token", ids("stranger", "/api/v2/tokens").toList().getFirst());
    }

    /** Many of them, each the seller's. */
    private Stream<String> mine(String table) {
        var seller = person("seller").id().value();
        return times(_ -> aRow(table).with("member_id", seller).in(rows).toString());
    }

    private void order(UUID shop, UUID chair, Outbox outbox) {
        UUID buyer = person("buyer").id().value();
        var orders = new ArrayList<String>();
        orders.add(anOrder(buyer, shop).of(chair).completedIn(rows).toString());
        orders.add(anOrder(buyer, shop).of(chair).refundedIn(rows).toString());
        orders.add(anOrder(buyer, shop).of(chair).cancelledIn(rows).toString());
        var paid = times(_ -> place(chair)).toList();
        outbox.deliverDue();
        paid.stream()
                .limit(MANY / 2)
                .forEach(id -> program("seller").put("/api/v2/orders/" + id + "/shipment", Map.of("carrier", "Post")));
        paid.stream().limit(MANY / 4).forEach(id -> program("buyer").put("/api/v2/orders/" + id + "/delivery", ""));
        orders.addAll(paid);
        times(_ -> place(chair)).forEach(orders::add);
        know("order", orders.stream());
    }

    private void operate(UUID shop) {
        know("job", "sessions-purge", "idempotency-purge", "nonsense");
        know("listener", "notifications.order-shipped", "notifications.order-refunded", "nonsense");
        know(
                "delivery",
                rows.sql("""
                update outbox.delivery
                   set state = 'discarded'
                 where id in (select id from outbox.delivery where state = 'done' order by position limit :many)
                returning id::text
                """).param("many", MANY).query((row, _) -> String.valueOf(row.getString(1))).list().stream());
        var endpoint = aRow("integrations.endpoint").with("shop_id", shop).in(rows);
        know("webhook-endpoint", endpoint, endpoint, endpoint);
        know("endpoint", endpoint);
        know(
                "message",
                times(_ -> aRow("integrations.message")
                        .with("endpoint_id", endpoint)
                        .in(rows)
                        .toString()));
        know("release", "test");
        know("compensation", times(_ -> aRow("effects.compensation").in(rows).toString()));
        know("webhook-event", times(_ -> aRow("payments.webhook_event").in(rows).toString()));
    }

    private void tell() {
        know("category", CHAIRS, Chance.id());
        know("capability", "staff:suspend", "staff:refund", "nonsense");
        know("email", people.values().stream().map(Person::email));
        know("password", Cast.PASSWORD, Cast.PASSWORD, "mango lantern orbit tuesday");
        know("handle", Stream.concat(Stream.of(person("stranger").handle()), times(_ -> Chance.name("h"))));
        know("humanCheck", times(_ -> Outside.HUMAN_CHECK.token()));
        know("paymentMethod", "pm_card_visa", "pm_card_visa", "pm_card_visa_chargeDeclined");
        know("key", IntStream.range(0, 500).mapToObj(_ -> Chance.id()));
        know("currency", "EUR");
        know("amountMinor", "1999");
        know("limit", "1", "10", "100");
        know("total", "exact", "estimate");
        know("version", "0", "1");
    }

    private String upload(UUID listing) {
        byte[] picture = PictureFixture.noise(40, 40, Chance.id().getLeastSignificantBits());
        return program("seller")
                .with("Content-Type", "image/png")
                .post("/api/v2/listings/" + listing + "/pictures", picture)
                .at("/id");
    }

    private String invite(UUID shop) {
        var handle = cast.member("invited").handle();
        return program("seller")
                .post("/api/v2/shops/" + shop + "/invitations", Map.of("handle", handle, "role", "PACKER"))
                .at("/id");
    }

    private String place(UUID listing) {
        var basket =
                Map.of("lines", List.of(Map.of("listing", listing, "quantity", 1)), "paymentMethod", "pm_card_visa");
        return program("buyer")
                .with("Idempotency-Key", Chance.id().toString())
                .post("/api/v2/orders", basket)
                .at("/id");
    }

    private Stream<String> ids(String actor, String path) {
        return program(actor)
                .get(path)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString());
    }

    private static Stream<String> times(Function<Integer, String> act) {
        return IntStream.range(0, MANY).boxed().map(act).toList().stream();
    }

    private void know(String name, Object... values) {
        know(name, Stream.of(values));
    }

    private void know(String name, Stream<?> values) {
        known.put(name, values.map(Object::toString).toList());
    }

    private Api program(String actor) {
        return door.bearer(tokens.getOrDefault(actor, ""));
    }

    private Person person(String part) {
        return java.util.Objects.requireNonNull(people.get(part));
    }

    /** By actor; an empty one stands for none. */
    Map<String, String> tokens() {
        return tokens;
    }

    Map<String, List<String>> known() {
        return known;
    }

    /** By actor. */
    Map<String, String> addresses() {
        return people.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().email()));
    }

    /** All that is of somebody who never asked for anything, save what others may take from the shelf. */
    List<String> bystander() {
        return rows.sql("""
                select to_jsonb(member)::text || to_jsonb(password)::text from identity.member join identity.password on member = id
                 where id = :member
                 union all
                select to_jsonb(shop)::text || to_jsonb(team_member)::text from shops.shop join shops.team_member on shop_id = shop.id
                 where member_id = :member
                 union all
                select (to_jsonb(listing) - 'stock' - 'version')::text
                  from listings.listing join shops.team_member using (shop_id)
                 where member_id = :member
                """)
                .param("member", person("bystander").id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
