package dev.fairground.testing;

import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.RowFixture.aRow;
import static dev.fairground.testing.ShopFixture.aShopOf;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A database with sound rows in every table, each made by its fixture. */
public final class SoundWorld {

    private SoundWorld() {}

    /** Fills the migrated database behind this JDBC URL. */
    public static void fill(String url) {
        within(url, SoundWorld::fill);
    }

    /** Adds what stands in states that {@link RowFixture} does not make: listings, orders and payments, each of its own words. */
    public static void fillStates(String url) {
        within(url, SoundWorld::fillStates);
    }

    private static void fill(Rows rows) {
        var support = aMember().withSecondFactor(new byte[20]).in(rows);
        aMember().suspendedBy(support).in(rows);
        UUID buyer = support.id().value();
        UUID shop = aShopOf(aMember().in(rows).id().value())
                .with(aMember().in(rows).id().value(), "PACKER")
                .in(rows);
        UUID chair = aListingOf(shop).in(rows);
        anOrder(buyer, shop).of(chair).completedIn(rows);
        anOrder(buyer, shop).of(chair).cancelledIn(rows);
        anOrder(buyer, shop).of(chair).refundedIn(rows);
        anOrder(buyer, shop).of(chair).refundedIn(rows);
        for (String table : RowFixture.tables()) {
            aRow(table).in(rows);
            aRow(table).in(rows);
        }
    }

    private static void fillStates(Rows rows) {
        UUID buyer = aMember().in(rows).id().value();
        UUID seller = aMember().in(rows).id().value();
        UUID manager = aMember().in(rows).id().value();
        UUID shop = aShopOf(seller).with(manager, "MANAGER").in(rows);
        aListingOf(shop).draft().in(rows);
        aListingOf(shop).left(0).in(rows);
        aListingOf(shop).withdrawnBy(seller).in(rows);
        for (String currency : List.of("CHF", "GBP", "USD")) {
            UUID abroad = aListingOf(shop).costing(1999, currency).in(rows);
            anOrder(buyer, shop).of(abroad).completedIn(rows);
        }
        UUID chair = aListingOf(shop).in(rows);
        anOrder(buyer, shop).of(chair).placedIn(rows);
        anOrder(buyer, shop).of(chair).chargingIn(rows);
        anOrder(buyer, shop).of(chair).declinedIn(rows);
        anOrder(buyer, shop).of(chair).expiredIn(rows);
        anOrder(buyer, shop).of(chair).paidIn(rows);
        anOrder(buyer, shop).of(chair).shippedIn(rows);
        anOrder(buyer, shop).of(chair).deliveredIn(rows);
        anOrder(buyer, shop).of(chair).refundingIn(rows);
        anOrder(buyer, shop).of(chair).refundReturnedIn(rows);
        anOrder(buyer, shop).of(chair).releasedIn(rows);
        for (String dispute : List.of("OPEN", "WON", "LOST")) {
            anOrder(buyer, shop).of(chair).disputedIn(rows, dispute);
        }
        var payout = aRow("payments.payout").being("state", "FAILED").in(rows);
        PaymentFixture.paidOutAndBack(rows, UUID.fromString(payout.toString()), SettableClock.START);
    }

    /** On one connection: there are hundreds of statements. */
    private static void within(String url, Consumer<Rows> work) {
        try (var connection = DriverManager.getConnection(url, "postgres", "")) {
            work.accept(Rows.in(connection, Chance.random()));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
