package dev.fairground.seed;

import static dev.fairground.testing.ListingFixture.aListingOf;
import static dev.fairground.testing.OrderFixture.anOrder;
import static dev.fairground.testing.ShopFixture.aShopOf;

import dev.fairground.development.CloneSecrets;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.testing.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Fills an empty market: the cast, two shops, some three hundred listings, fourteen deals that are over. Ids, times and words come from
 * {@link #EPOCH} and one seeded {@link Random}. Two machines differ in what has to differ: the salted password hash, the second factors,
 * and the days of the staff's capabilities, which end within a year and therefore begin with the seed.
 */
public final class Seed {

    /** When the cast came; no row of this seed is older. What {@link Volume} adds is. */
    static final Instant EPOCH = Instant.parse("2026-10-01T08:00:00Z");

    static final long RANDOM_SEED = 7;
    private static final int LISTINGS_PER_CATEGORY = 5;

    private static final List<String> SUPPORTING = List.of("staff:support-read", "staff:refund", "staff:suspend");
    private static final List<String> RUNNING = List.of("staff:grants", "staff:operate");

    private final Rows rows;
    private final Random random;
    private final ObjectStore objects;
    private final CloneSecrets secrets;
    private final List<SeedPicture> pictures = new ArrayList<>();
    private final Map<Cast, UUID> cast = new EnumMap<>(Cast.class);

    private Seed(Connection connection, ObjectStore objects, CloneSecrets secrets) {
        this.random = new Random(RANDOM_SEED);
        this.rows = Rows.in(connection, random);
        this.objects = objects;
        this.secrets = secrets;
    }

    /** All of it or, in a database that has a member already, nothing. A kill in between leaves nothing but unused pictures. */
    public static void ifEmpty(DataSource database, ObjectStore objects, CloneSecrets secrets) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            new Seed(connection, objects, secrets).fillIfEmpty();
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void fillIfEmpty() {
        // Of two instances that find it empty at once, the second waits here and finds it full.
        rows.sql("lock table identity.member in share row exclusive mode").update();
        if (rows.sql("select exists (select from identity.member)")
                .query(Boolean.class)
                .single()) return;
        people();
        var harbour = shop("harbour-goods", "Harbour Goods", Cast.PRO_SELLER, Map.of(Cast.STAFF, "MANAGER"));
        var corner = shop("corner-stall", "The Corner Stall", Cast.SELLER, Map.of());
        var offers = listings(harbour, corner);
        curiosities(corner);
        deals(harbour, offers.harbour);
        var sold = List.of(sold(corner, offers.corner.getFirst()), sold(corner, offers.corner.getLast()));
        var belongings = new Belongings(rows, who(Cast.BUYER));
        belongings.keep(harbour);
        belongings.hearOf(sold);
        draw();
    }

    private void people() {
        // What Passwords asks for; hashed once, since each run takes a tenth of a second.
        String hash = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).encode(secrets.castPassword());
        var people = new People(rows);
        for (var member : Cast.values()) {
            var at = EPOCH.plus(Duration.ofMinutes(member.ordinal()));
            var id = people.add(member, String.valueOf(hash), at);
            if (member.asksForCode()) people.enrol(id, secrets.secondFactor(member.callName()), at);
            cast.put(member, id);
        }
        people.suspend(who(Cast.SUSPENDED), who(Cast.SUPPORT), EPOCH.plus(Duration.ofHours(2)));
        var today = Instant.now();
        SUPPORTING.forEach(capability -> people.grant(who(Cast.SUPPORT), capability, today));
        SUPPORTING.forEach(capability -> people.grant(who(Cast.ADMIN), capability, today));
        RUNNING.forEach(capability -> people.grant(who(Cast.ADMIN), capability, today));
    }

    private UUID shop(String handle, String name, Cast owner, Map<Cast, String> team) {
        var shop = aShopOf(who(owner))
                .called(handle, name)
                .describedAs("Good things at fair prices, sent within two working days.")
                .openedAt(EPOCH.plus(Duration.ofHours(3)))
                .onPlan(owner == Cast.PRO_SELLER ? "PRO" : "FREE");
        team.forEach((member, role) -> shop.with(who(member), role));
        return shop.in(rows);
    }

    private Offers listings(UUID harbour, UUID corner) {
        var things = new Things(random);
        var offers = new Offers(new ArrayList<>(), new ArrayList<>());
        int shown = 0;
        var at = EPOCH.plus(Duration.ofHours(4));
        for (int round = 0; round < LISTINGS_PER_CATEGORY; round++) {
            for (var category : things.categories()) {
                at = at.plus(Duration.ofMinutes(1 + random.nextInt(120)));
                boolean inHarbour = random.nextInt(4) > 0;
                var seller = who(inHarbour ? Cast.PRO_SELLER : Cast.SELLER);
                var thing = things.next(category);
                var listing = aListingOf(inHarbour ? harbour : corner)
                        .among(category.slug())
                        .titled(thing.title())
                        .describedAs(thing.description())
                        .costing(thing.priceMinor(), "EUR")
                        .left(1 + random.nextInt(12))
                        .draftedAt(at);
                thing.attributes().forEach(listing::saying);
                if (inHarbour) listing.lyingAt("53.54", "9.98");
                switch (random.nextInt(12)) {
                    case 0 -> listing.left(0);
                    case 1 -> listing.withdrawnBy(seller);
                    case 2 -> listing.draft();
                    default -> {}
                }
                var id = listing.in(rows);
                hang(id, category.slug(), thing.title(), PictureShape.ofListing(shown++));
                (inHarbour ? offers.harbour : offers.corner).add(id);
            }
        }
        return offers;
    }

    /** Drawn before the rows are committed, on all cores; one that lies there from a seed that was killed is the same. */
    private void draw() {
        pictures.parallelStream().forEach(picture -> picture.drawInto(objects));
    }

    private void hang(UUID listing, String category, String title, List<PictureShape> shapes) {
        for (int position = 0; position < shapes.size(); position++) {
            var picture = new SeedPicture(listing, category, title, shapes.get(position));
            pictures.add(picture);
            picture.hang(rows, position);
        }
    }

    /**
     * Text that breaks pages which were only ever tried with short English words, beside pictures that do the same. Older than nearly
     * everything, so that whoever looks finds it, and whoever comes for the first time sees something nicer.
     */
    private void curiosities(UUID shop) {
        curiosity(shop, "tableware", "טקסט מימין לשמאל: ספל חרס בעבודת יד", 2_400, "EUR", PictureShape.WIDE);
        curiosity(shop, "ceramics", "إبريق شاي من الخزف الأزرق", 5_900, "EUR", PictureShape.SEE_THROUGH);
        curiosity(
                shop,
                "plants",
                "Monstera 🌿 – strong, patient, and taller than you 🪴",
                3_500,
                "EUR",
                PictureShape.TALL);
        curiosity(
                shop,
                "hats",
                "Hat <b>\"bold\"</b> & 'quoted' – 100 % wool; 50 % off?",
                4_250,
                "CHF",
                PictureShape.TINY);
        curiosity(shop, "novels", "W".repeat(60) + " " + "x".repeat(59), 700, "GBP", PictureShape.DOT);
        curiosity(
                shop,
                "antiquarian",
                "A box of " + "very ".repeat(18) + "old postcards",
                1_000_000_000,
                "USD",
                PictureShape.LARGE);
    }

    private void curiosity(
            UUID shop, String category, String title, long priceMinor, String currency, PictureShape shape) {
        var listing = aListingOf(shop)
                .among(category)
                .titled(title)
                .describedAs("First line.\n\nA line after an empty one: naïve, Straße, Łódź, 日本語, e\u0301.")
                .costing(priceMinor, currency)
                .draftedAt(EPOCH.plus(Duration.ofHours(5)))
                .in(rows);
        hang(listing, category, title, List.of(shape));
    }

    /** The buyer's past with the large shop, three ways of ending in turn. */
    private void deals(UUID harbour, List<UUID> offers) {
        for (int number = 0; number < 12; number++) {
            var deal = anOrder(who(Cast.BUYER), harbour)
                    .of(offers.get(number * 3))
                    .placedAt(EPOCH.plus(Duration.ofDays(6).plusHours(number)));
            if (number % 2 == 0) deal.of(offers.get(number * 3 + 1));
            switch (number % 6) {
                case 4 -> deal.refundedIn(rows);
                case 5 -> deal.cancelledIn(rows);
                default -> deal.releasedIn(rows);
            }
        }
    }

    private UUID sold(UUID shop, UUID listing) {
        return anOrder(who(Cast.BUYER), shop)
                .of(listing)
                .placedAt(EPOCH.plus(Duration.ofDays(7)))
                .releasedIn(rows);
    }

    /** What each shop offers in euros. */
    private record Offers(List<UUID> harbour, List<UUID> corner) {}

    private UUID who(Cast member) {
        return Objects.requireNonNull(cast.get(member));
    }
}
