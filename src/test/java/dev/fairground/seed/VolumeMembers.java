package dev.fairground.seed;

import dev.fairground.platform.ids.UuidV7;
import java.sql.Connection;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * A crowd of members with numbers for names, who share the cast's password. One in thirty never confirmed the address, one in a hundred is
 * suspended, one in fifty has a handle on hold.
 */
final class VolumeMembers {

    private final Connection connection;
    private final Random random;
    private final Mess mess;
    private final UUID[] ids;

    VolumeMembers(Connection connection, long seed, int count) {
        this.connection = connection;
        this.random = new Random(seed);
        this.mess = new Mess(random);
        this.ids = new UUID[count];
    }

    /** Members by the order of their signing up, which is spread evenly over the years. */
    UUID[] add(String passwordHash, UUID support) {
        try (var sheet = Sheet.into(
                connection,
                "identity.member",
                "id, version, handle, display_name, email, signed_up_at, confirmed_at, sign_in_links_used")) {
            for (int number = 0; number < ids.length; number++) {
                member(sheet, number);
            }
        }
        try (var sheet = Sheet.into(connection, "identity.password", "member, version, hash, changed_at")) {
            for (int number = 0; number < ids.length; number++) {
                sheet.row(ids[number], number % 7, passwordHash, signedUp(number));
            }
        }
        suspend(support);
        hold();
        return ids;
    }

    private void member(Sheet sheet, int number) {
        var at = signedUp(number);
        ids[number] = UuidV7.at(at, random);
        var confirmed = isConfirmed(number) ? at.plusSeconds(random.nextInt(7200)) : null;
        var handle = handle(number);
        sheet.row(
                ids[number],
                0,
                handle,
                mess.name("Member", number),
                handle + "@fairground.test",
                at,
                confirmed,
                random.nextInt(3));
    }

    private void suspend(UUID support) {
        try (var sheet = Sheet.into(connection, "identity.suspension", "member, suspended_by, suspended_at, reason")) {
            for (int number = 50; number < ids.length; number += 100) {
                sheet.row(ids[number], support, signedUp(number).plusSeconds(86_400), "Sold what was not theirs.");
            }
        }
    }

    private void hold() {
        try (var sheet = Sheet.into(connection, "identity.handle_on_hold", "member, handle, held_since")) {
            for (int number = 20; number < ids.length; number += 50) {
                sheet.row(ids[number], "held-" + number, signedUp(number));
            }
        }
    }

    static String handle(int number) {
        return String.format(Locale.ROOT, "m-%07d", number);
    }

    static boolean isConfirmed(int number) {
        return number % 30 != 7;
    }

    /** This one, or the one before, who did confirm the address: nobody else can have done anything. */
    static int confirmed(int number) {
        return isConfirmed(number) ? number : number - 1;
    }

    private Instant signedUp(int number) {
        return Years.at((double) number / ids.length);
    }
}
