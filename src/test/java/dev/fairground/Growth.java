package dev.fairground;

import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.RowFixture.aRow;
import static dev.fairground.testing.ShopFixture.aShopOf;

import dev.fairground.access.Cast;
import dev.fairground.testing.ListingFixture;
import dev.fairground.testing.RowFixture;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How to make every list one row longer, for one reader. A list that is not here fails the test that walks all of them.
 *
 * @param words for what stands in braces in a path
 */
record Growth(Map<String, Runnable> lists, Map<String, String> words) {

    static Growth of(Cast.Person reader, Rows rows) {
        var member = reader.id().value();
        UUID shop = aShopOf(member).onPlan("PRO").in(rows);
        Object endpoint = aRow("integrations.endpoint").with("shop_id", shop).in(rows);
        Object compensation = aRow("effects.compensation").in(rows);
        UUID other = aMember().in(rows).id().value();
        UUID elsewhere = aShopOf(other).in(rows);
        UUID thing = aListingOf(elsewhere).in(rows);
        aRow("payments.payout_account").with("payee_id", shop).in(rows);
        var seats = new AtomicInteger(3);
        Function<String, RowFixture> of = table -> aRow(table);
        Consumer<RowFixture> add = row -> row.in(rows);
        return new Growth(
                Map.ofEntries(
                        Map.entry("/listings", () -> dress(shop).in(rows)),
                        Map.entry("/shops/{shop}/listings", () -> dress(shop).in(rows)),
                        Map.entry(
                                "/shops/{shop}/shelf",
                                () -> rows.sql("update listings.listing set withdrawn_by = null where id = :id")
                                        .param(
                                                "id",
                                                dress(shop).withdrawnBy(member).in(rows))
                                        .update()),
                        Map.entry(
                                "/me/favourites",
                                () -> add.accept(of.apply("listings.favourite")
                                        .with("member_id", member)
                                        .with(
                                                "listing_id",
                                                aListingOf(elsewhere).in(rows)))),
                        Map.entry(
                                "/notifications",
                                () -> add.accept(
                                        of.apply("notifications.notification").with("member_id", member))),
                        Map.entry(
                                "/orders",
                                () -> anOrder(member, elsewhere).of(thing).completedIn(rows)),
                        Map.entry(
                                "/shops/{shop}/orders",
                                () -> anOrder(other, shop)
                                        .of(dress(shop).in(rows))
                                        .completedIn(rows)),
                        Map.entry(
                                "/shops/{shop}/payouts",
                                () -> add.accept(of.apply("payments.payout").with("payee_id", shop))),
                        Map.entry(
                                "/shops/{shop}/webhook-endpoints/{endpoint}/messages",
                                () -> add.accept(
                                        of.apply("integrations.message").with("endpoint_id", endpoint))),
                        Map.entry(
                                "/listeners/{listener}/deliveries",
                                () -> add.accept(
                                        of.apply("outbox.delivery").with("listener", "notifications.order-placed"))),
                        Map.entry(
                                "/deliveries",
                                () -> add.accept(of.apply("outbox.delivery")
                                        .being("state", "dead")
                                        .with("listener", "notifications.order-placed"))),
                        Map.entry("/webhook-events", () -> add.accept(of.apply("payments.webhook_event"))),
                        Map.entry("/disputes", () -> add.accept(of.apply("payments.dispute"))),
                        Map.entry(
                                "/failed-refunds",
                                () -> anOrder(other, elsewhere).of(thing).refundReturnedIn(rows)),
                        Map.entry(
                                "/statement-differences", () -> add.accept(of.apply("payments.statement_difference"))),
                        Map.entry(
                                "/devices",
                                () -> add.accept(
                                        of.apply("notifications.device").with("member_id", member))),
                        Map.entry(
                                "/members/{id}/sent-messages",
                                () -> add.accept(
                                        of.apply("notifications.delivery").with("member_id", member))),
                        Map.entry(
                                "/releases/{release}/effects",
                                () -> add.accept(of.apply("effects.effect").with("release", "test"))),
                        Map.entry("/compensations", () -> add.accept(of.apply("effects.compensation"))),
                        Map.entry(
                                "/compensations/{compensation}/items",
                                () -> add.accept(
                                        of.apply("effects.compensation_item").with("compensation_id", compensation))),
                        Map.entry(
                                "/tokens",
                                () -> add.accept(of.apply("access.api_token").with("member", member))),
                        Map.entry(
                                "/shops",
                                () -> aShopOf(aMember().in(rows).id().value())
                                        .with(member, "PACKER")
                                        .in(rows)),
                        Map.entry(
                                "/invitations",
                                () -> add.accept(of.apply("shops.invitation").with("member_id", member))),
                        Map.entry("/shops/{shop}/team", () -> {
                            // No plan has seats for more.
                            if (seats.getAndDecrement() > 0) {
                                rows.sql("""
                                                insert into shops.team_member (id, shop_id, member_id, role, joined_at)
                                                select :id, id, :member, 'PACKER', opened_at from shops.shop where id = :shop
                                                """)
                                        .param("id", rows.id(SettableClock.START))
                                        .param("member", aMember().in(rows).id().value())
                                        .param("shop", shop)
                                        .update();
                            }
                        }),
                        Map.entry(
                                "/shops/{shop}/webhook-endpoints",
                                () -> add.accept(
                                        of.apply("integrations.endpoint").with("shop_id", shop)))),
                Map.of(
                        "{version}",
                        "v2",
                        "{shop}",
                        shop.toString(),
                        "{id}",
                        member.toString(),
                        "{release}",
                        "test",
                        "{compensation}",
                        compensation.toString(),
                        "{endpoint}",
                        endpoint.toString(),
                        "{listener}",
                        "notifications.order-placed"));
    }

    private static ListingFixture dress(UUID shop) {
        return aListingOf(shop)
                .among("dresses")
                .saying("size", "M")
                .saying("colour", "red")
                .titled("Summer dress")
                .lyingAt("48.2", "16.37");
    }
}
