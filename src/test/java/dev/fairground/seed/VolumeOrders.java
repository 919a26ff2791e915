package dev.fairground.seed;

import dev.fairground.platform.ids.UuidV7;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deals of all the years in every state that no job moves on: what waits for the clock, such as an unpaid order, is left out. */
final class VolumeOrders {

    private static final int FEE_BASIS_POINTS = 500;
    private static final int BATCH = 5_000;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(30);

    private final Connection connection;
    private final Random random;
    private final VolumePayments payments;
    private final VolumeShops.Shop[] shops;
    private final List<List<VolumeListings.Listing>> offers;

    VolumeOrders(
            Connection connection, long seed, VolumeShops.Shop[] shops, List<List<VolumeListings.Listing>> offers) {
        this.connection = connection;
        this.random = new Random(seed);
        this.payments = new VolumePayments(connection, seed + 1);
        this.shops = shops;
        this.offers = offers;
    }

    void place(int count, UUID[] members) {
        for (int done = 0; done < count; done += BATCH) {
            var deals = new ArrayList<Deal>();
            for (int i = done; i < Math.min(count, done + BATCH); i++) {
                deals.add(deal((i + 0.5) / count, members));
            }
            write(deals);
            payments.settle(deals);
        }
    }

    private Deal deal(double part, UUID[] members) {
        int number = shopOpenAt(part);
        var shop = shops[number];
        var first = offers.get(number).get(random.nextInt(offers.get(number).size()));
        var at = Years.after(first.publishedAt(), part * random.nextDouble());
        int anybody = VolumeMembers.confirmed(random.nextInt(members.length));
        int buyer = anybody == shop.owner() ? VolumeMembers.confirmed((anybody + 2) % members.length) : anybody;
        return new Deal(
                UuidV7.at(at, random), members[buyer], shop, lines(offers.get(number), first), at, Fate.drawn(random));
    }

    /** Any that was open by then and has ever offered something. */
    private int shopOpenAt(double part) {
        double share = random.nextDouble();
        int number = (int) (share * share * share * part * shops.length);
        while (offers.get(number).isEmpty()) {
            number = number == 0 ? shops.length - 1 : number - 1;
        }
        return number;
    }

    private List<Line> lines(List<VolumeListings.Listing> of, VolumeListings.Listing first) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(first, random.nextInt(200) == 0 ? 100 : 1 + random.nextInt(10) / 8));
        for (int more = random.nextInt(8) - 4; more > 0; more--) {
            var next = of.get(random.nextInt(of.size()));
            if (lines.stream().noneMatch(line -> line.listing.id().equals(next.id()))) {
                lines.add(new Line(next, 1));
            }
        }
        return lines;
    }

    private void write(List<Deal> deals) {
        try (var sheet = Sheet.into(
                connection,
                "orders.placed_order",
                "id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by, paid_at, shipped_at, carrier, tracking_code,"
                        + " delivered_at, completed_at, released_at, cancelled_at, cancel_reason, expired_at, refund_requested_at, refunded_at,"
                        + " refund_failed_at")) {
            deals.forEach(deal -> order(sheet, deal));
        }
        try (var sheet = Sheet.into(
                connection, "orders.order_line", "order_id, position, listing_id, title, unit_price_minor, quantity")) {
            for (var deal : deals) {
                for (int i = 0; i < deal.lines.size(); i++) {
                    var line = deal.lines.get(i);
                    sheet.row(
                            deal.id,
                            i,
                            line.listing.id(),
                            line.listing.title(),
                            line.listing.priceMinor(),
                            line.quantity);
                }
            }
        }
    }

    private static void order(Sheet sheet, Deal deal) {
        var fate = deal.fate;
        sheet.row(
                deal.id,
                deal.buyer,
                deal.shop.id(),
                deal.total(),
                deal.fee(),
                deal.shop.currency(),
                deal.at,
                deal.at.plus(TIME_TO_PAY),
                deal.when(fate.paid, 1),
                deal.when(fate.shipped, 20),
                fate.shipped ? "Parcel post" : null,
                fate == Fate.COMPLETED ? "PP" + deal.id.toString().substring(24) : null,
                deal.when(fate == Fate.COMPLETED, 70),
                deal.when(fate == Fate.COMPLETED, 500),
                deal.when(fate == Fate.COMPLETED, 500),
                deal.when(fate.cancelReason != null, 0),
                fate.cancelReason,
                deal.when(fate == Fate.EXPIRED, 1),
                deal.when(fate == Fate.REFUNDED || fate == Fate.REFUND_FAILED, 30),
                deal.when(fate == Fate.REFUNDED, 31),
                deal.when(fate == Fate.REFUND_FAILED, 31));
    }

    /** How a deal stands at last. */
    enum Fate {
        COMPLETED(62, true, true, null),
        SHIPPED(8, true, true, null),
        PAID(6, true, false, null),
        REFUNDED(5, true, false, null),
        REFUND_FAILED(1, true, false, null),
        CANCELLED(6, false, false, "Ordered twice by mistake. 🤦"),
        DECLINED(
                6,
                false,
                false,
                "There is not enough money on the card. Pay with another card, or again when there is."),
        EXPIRED(6, false, false, null);

        private final int percent;
        private final @Nullable String cancelReason;
        final boolean paid;
        final boolean shipped;

        Fate(int percent, boolean paid, boolean shipped, @Nullable String cancelReason) {
            this.percent = percent;
            this.paid = paid;
            this.shipped = shipped;
            this.cancelReason = cancelReason;
        }

        private static Fate drawn(Random random) {
            int left = random.nextInt(100);
            for (var fate : values()) {
                left -= fate.percent;
                if (left < 0) return fate;
            }
            throw new IllegalStateException("The percents do not add up");
        }
    }

    record Line(VolumeListings.Listing listing, int quantity) {}

    /** What the payments need to know of an order. */
    record Deal(UUID id, UUID buyer, VolumeShops.Shop shop, List<Line> lines, Instant at, Fate fate) {

        long total() {
            return lines.stream()
                    .mapToLong(line -> line.listing.priceMinor() * line.quantity)
                    .sum();
        }

        /** Rounded half up, as orders are; of the smallest totals nothing. */
        long fee() {
            return (total() * FEE_BASIS_POINTS + 5_000) / 10_000;
        }

        Instant after(int hours) {
            return at.plus(Duration.ofHours(hours));
        }

        @Nullable
        Instant when(boolean happened, int hours) {
            return happened ? after(hours) : null;
        }
    }
}
