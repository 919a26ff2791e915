package dev.fairground.seed;

import dev.fairground.platform.ids.UuidV7;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Listings of all states and ages. Few shops and few categories have most of them, as in every market; prices go from one cent to the most
 * that is allowed, and so does stock. None has a picture.
 */
final class VolumeListings {

    private static final long HIGHEST_PRICE = 1_000_000_000;
    private static final int HIGHEST_STOCK = 100_000;
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final String[] WORDS = {
        "Sturdy", "Elegant", "Plain", "Restored", "Rare", "Well-kept", "Early", "Solid"
    };
    private static final String[] MATERIALS = {"oak", "steel", "brass", "linen", "beech", "glass", "cork", "wool"};
    private static final String[] CONDITIONS = {"used", "new", "used", "as-new", "used", "for-parts"};
    private static final String[] COLOURS = {"black", "white", "red", "blue", "black"};
    private static final String[] SENTENCES = {
        "It has stood in a dry room for years.",
        "Cleaned and checked last month.",
        "One corner is worn, as the second picture shows.",
        "The key is lost, the lock is not.",
        "Bought from its maker and used every day since.",
        "It can be collected in the evening.",
        "Sent within two working days, well padded.",
        "Whoever takes two pays one parcel."
    };

    private final Connection connection;
    private final Random random;
    private final Mess mess;
    private final List<VolumeCategories.Leaf> leaves;

    VolumeListings(Connection connection, long seed, List<VolumeCategories.Leaf> leaves) {
        this.connection = connection;
        this.random = new Random(seed);
        this.mess = new Mess(random);
        this.leaves = leaves;
    }

    /** Returns, for each shop, what of it people could buy. */
    List<List<Listing>> offer(int count, VolumeShops.Shop[] shops, UUID[] members) {
        var offers = new ArrayList<List<Listing>>();
        for (var _ : shops) offers.add(new ArrayList<>());
        try (var sheet = Sheet.into(
                connection,
                "listings.listing",
                "id, shop_id, shop_name, category_id, title, description, price_minor, currency, stock,"
                        + " drafted_at, published_at, withdrawn_at, withdrawn_by, version,"
                        + " latitude, longitude, attributes")) {
            for (int number = 0; number < count; number++) {
                double part = (number + 0.5) / count;
                int shop = few(Math.max(1, (int) (part * shops.length)));
                var listing = row(sheet, shops[shop], part, members[shops[shop].owner()]);
                if (listing != null) offers.get(shop).add(listing);
            }
        }
        return offers;
    }

    private @Nullable Listing row(Sheet sheet, VolumeShops.Shop shop, double part, UUID owner) {
        var leaf = leaves.get(few(leaves.size()));
        var drafted = Years.at(part);
        var listing = new Listing(
                UuidV7.at(drafted, random), mess.title(title(leaf.thing())), price(), drafted.plusSeconds(3600));
        int fate = random.nextInt(100);
        boolean draft = fate < 6;
        boolean withdrawn = !draft && fate < 18;
        boolean placed = random.nextInt(10) > 0;
        sheet.row(
                listing.id,
                shop.id(),
                shop.name(),
                leaf.id(),
                listing.title,
                mess.description(description(), LONGEST_DESCRIPTION),
                listing.priceMinor,
                shop.currency(),
                fate > 90 ? 0 : stock(),
                drafted,
                draft ? null : listing.publishedAt,
                withdrawn ? Years.after(listing.publishedAt, random.nextDouble()) : null,
                withdrawn ? owner : null,
                random.nextInt(9),
                placed ? BigDecimal.valueOf(3600 + random.nextInt(2400), 2) : null,
                placed ? BigDecimal.valueOf(-900 + random.nextInt(3400), 2) : null,
                said(leaf.department(), listing.id));
        return draft ? null : listing;
    }

    /** Of two things in three something is said, where their department knows something to say. */
    private static String said(String department, UUID id) {
        int chance = Math.floorMod(id.hashCode(), 30);
        if (chance >= 20) return "{}";
        return switch (department) {
            case "electronics" -> "{\"condition\": \"" + CONDITIONS[chance % CONDITIONS.length] + "\"}";
            case "clothing" -> "{\"colour\": \"" + COLOURS[chance % COLOURS.length] + "\"}";
            default -> "{}";
        };
    }

    private String title(String thing) {
        return pick(WORDS) + " " + thing + ", " + pick(MATERIALS) + ", no. " + random.nextInt(10_000);
    }

    private String description() {
        return pick(SENTENCES) + " " + pick(SENTENCES) + " " + pick(SENTENCES);
    }

    private long price() {
        return switch (random.nextInt(100)) {
            case 0, 1 -> 1;
            case 2 -> HIGHEST_PRICE;
            default -> 100 + (long) few(200_000);
        };
    }

    private int stock() {
        return random.nextInt(100) == 0 ? HIGHEST_STOCK : 1 + few(40);
    }

    /** Below {@code bound}; the lower, the more often. Without a logarithm, whose last digit differs between machines. */
    private int few(int bound) {
        double share = random.nextDouble();
        return (int) (share * share * share * bound);
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    /** One that has been on offer. */
    record Listing(UUID id, String title, long priceMinor, Instant publishedAt) {}
}
