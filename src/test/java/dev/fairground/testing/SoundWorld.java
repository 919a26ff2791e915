package dev.fairground.testing;

import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.RowFixture.aRow;
import static dev.fairground.testing.ShopFixture.aShopOf;

import java.util.UUID;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database with sound rows in every table, each made by its fixture. */
public final class SoundWorld {

    private SoundWorld() {}

    /** Fills the migrated database behind this JDBC URL. */
    public static void fill(String url) {
        var rows = Rows.in(new DriverManagerDataSource(url, "postgres", ""));
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
}
