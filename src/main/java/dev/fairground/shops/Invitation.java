package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import java.time.Duration;
import java.time.Instant;

/** A question to a member whether to join a team in a role below the owner's. */
record Invitation(
        InvitationId id,
        ShopId shop,
        MemberId member,
        Role role,
        MemberId invitedBy,
        Instant invitedAt,
        Instant expiresAt) {

    /** Long enough for a holiday, short enough that nobody joins a team that forgot about them. */
    private static final Duration OPEN_FOR = Duration.ofDays(14);

    Invitation {
        if (role == Role.OWNER) {
            throw ShopRefused.ownerStays();
        }
    }

    static Invitation to(MemberId member, ShopId shop, Role role, MemberId by, Instant now) {
        return new Invitation(InvitationId.next(), shop, member, role, by, now, now.plus(OPEN_FOR));
    }
}
