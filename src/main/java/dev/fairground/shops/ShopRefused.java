package dev.fairground.shops;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Every "no" of the shops. */
final class ShopRefused extends Refusal {

    static final Reason NO_SUCH_SHOP = Reason.notFound("no-such-shop", "There is no such shop.");
    static final Reason NO_SUCH_INVITATION =
            Reason.notFound("no-such-invitation", "There is no such invitation, or it is no longer open.");
    static final Reason NO_SUCH_TEAM_MEMBER =
            Reason.notFound("no-such-team-member", "That member is not in this shop's team.");
    static final Reason NO_SUCH_INVITEE = Reason.invalid("no-such-invitee", "handle", "No member has this handle.");
    static final Reason HANDLE_TAKEN = new Reason(
                    "shop-handle-taken",
                    dev.fairground.platform.errors.Kind.CONFLICT,
                    "Another shop has this handle.",
                    "handle",
                    java.util.List.of())
            .heldBy("shop_handle_once");
    static final Reason NAME_INVALID = Reason.invalid(
                    "shop-name-invalid", "name", "A shop's name has 2 to 60 visible characters.")
            .heldBy("shop_name_length");
    static final Reason ALREADY_IN_TEAM = Reason.conflict("already-in-team", "This member is in the team already.")
            .heldBy("team_member_once_per_shop");
    static final Reason ALREADY_INVITED = Reason.conflict(
                    "already-invited", "This member has an open invitation to this shop already.")
            .heldBy("invitation_open_once");
    static final Reason OWNER_STAYS = Reason.conflict(
                    "owner-stays", "The owner can neither leave nor take another role; a shop always has one owner.")
            .heldBy("team_member_one_owner");
    static final Reason ONE_SHOP_EACH = Reason.conflict("owns-a-shop-already", "A member owns at most one shop.")
            .heldBy("team_member_owns_one_shop");

    private ShopRefused(Reason reason) {
        super(reason);
    }

    static ShopRefused noSuchShop() {
        return new ShopRefused(NO_SUCH_SHOP);
    }

    static ShopRefused noSuchInvitation() {
        return new ShopRefused(NO_SUCH_INVITATION);
    }

    static ShopRefused noSuchTeamMember() {
        return new ShopRefused(NO_SUCH_TEAM_MEMBER);
    }

    static ShopRefused noSuchInvitee() {
        return new ShopRefused(NO_SUCH_INVITEE);
    }

    static ShopRefused alreadyInTeam() {
        return new ShopRefused(ALREADY_IN_TEAM);
    }

    static ShopRefused ownerStays() {
        return new ShopRefused(OWNER_STAYS);
    }
}
