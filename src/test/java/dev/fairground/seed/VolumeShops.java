package dev.fairground.seed;

import dev.fairground.platform.ids.UuidV7;
import java.sql.Connection;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Shops that opened one after another over the years, each owned by a member of the crowd, the larger half with a manager and a packer. */
final class VolumeShops {

    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final String[] CURRENCIES = {"EUR", "EUR", "EUR", "EUR", "EUR", "GBP", "USD", "CHF"};

    private final Connection connection;
    private final Random random;
    private final Mess mess;
    private final UUID[] members;

    VolumeShops(Connection connection, long seed, UUID[] members) {
        this.connection = connection;
        this.random = new Random(seed);
        this.mess = new Mess(random);
        this.members = members;
    }

    Shop[] open(int count) {
        var shops = new Shop[count];
        try (var sheet =
                Sheet.into(connection, "shops.shop", "id, handle, name, description, opened_at, version, plan")) {
            for (int number = 0; number < count; number++) {
                shops[number] = shop(number, count);
                var shop = shops[number];
                sheet.row(
                        shop.id,
                        String.format(Locale.ROOT, "shop-%05d", number),
                        shop.name,
                        mess.description("A shop.", LONGEST_DESCRIPTION),
                        shop.openedAt,
                        number % 5,
                        isLarge(number, count) ? "PRO" : "FREE");
            }
        }
        try (var sheet = Sheet.into(connection, "shops.team_member", "id, shop_id, member_id, role, joined_at")) {
            for (int number = 0; number < count; number++) {
                team(sheet, shops[number], isLarge(number, count));
            }
        }
        return shops;
    }

    /** The older half has most of the listings, a team, and a plan that allows both. */
    private static boolean isLarge(int number, int count) {
        return number < count / 2;
    }

    /** Owners are the first of each stretch of members, so that none owns two, and have signed up before. */
    private Shop shop(int number, int count) {
        int owner = VolumeMembers.confirmed((int) ((long) number * members.length / count));
        var openedAt = Years.at((number + 0.5) / count);
        return new Shop(
                UuidV7.at(openedAt, random),
                mess.name("Shop", number),
                owner,
                CURRENCIES[random.nextInt(CURRENCIES.length)],
                openedAt);
    }

    private void team(Sheet sheet, Shop shop, boolean large) {
        sheet.row(UuidV7.at(shop.openedAt, random), shop.id, members[shop.owner], "OWNER", shop.openedAt);
        if (!large || shop.owner + 2 >= members.length) {
            return;
        }
        join(sheet, shop, shop.owner + 1, "MANAGER");
        join(sheet, shop, shop.owner + 2, "PACKER");
    }

    private void join(Sheet sheet, Shop shop, int member, String role) {
        if (VolumeMembers.isConfirmed(member)) {
            sheet.row(UuidV7.at(shop.openedAt, random), shop.id, members[member], role, shop.openedAt);
        }
    }

    /** @param owner the number of the member */
    record Shop(UUID id, String name, int owner, String currency, Instant openedAt) {}
}
