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

    static final Reason LISTINGS_USED_UP = Reason.conflict(
                    "plan-listings-used-up",
                    "The shop has as many live listings as its plan allows. Withdraw one, or take a larger plan.")
            .heldBy("listing_within_plan");
    static final Reason PICTURES_USED_UP = Reason.conflict(
                    "plan-pictures-used-up", "The listing has as many pictures as the shop's plan allows.")
            .heldBy("picture_within_plan");
    static final Reason SEATS_USED_UP = Reason.conflict(
                    "plan-seats-used-up", "Every seat of the plan is taken. Let a colleague go, or take a larger plan.")
            .heldBy("team_member_within_seats");
    static final Reason NO_SEAT_TO_GIVE_UP =
            Reason.conflict("no-seat-to-give-up", "That colleague has no seat that could be given to another.");

    static final Reason PLAN_HELD_ALREADY = Reason.conflict("plan-held-already", "The shop has this plan already.");
    static final Reason NOT_SUBSCRIBED =
            Reason.conflict("not-subscribed", "The shop pays for no plan, so there is none to end or to renew.");
    static final Reason FEE_UNDER_WAY = Reason.conflict(
                    "plan-fee-under-way", "A payment for this shop's plan is under way. Wait for its outcome.")
            .heldBy("plan_fee_one_under_way");
    static final Reason METHOD_MALFORMED = Reason.invalid(
                    "plan-payment-method-malformed", "paymentMethod", "This is not the name of a payment method.")
            .heldBy("subscription_method_form", "plan_fee_method_form");

    private ShopRefused(Reason reason) {
        super(reason);
    }

    private ShopRefused(Reason reason, String detail) {
        super(reason, detail);
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

    static ShopRefused listingsUsedUp(Entitlements plan) {
        return new ShopRefused(
                LISTINGS_USED_UP,
                "The plan " + plan.plan() + " allows " + plan.liveListings()
                        + " live listings, and the shop has them. Withdraw one, or take a larger plan.");
    }

    static ShopRefused picturesUsedUp(Entitlements plan) {
        return new ShopRefused(
                PICTURES_USED_UP,
                "The plan " + plan.plan() + " allows " + plan.picturesPerListing()
                        + " pictures per listing, and this one has them.");
    }

    static ShopRefused seatsUsedUp(Entitlements plan) {
        return new ShopRefused(
                SEATS_USED_UP,
                "The plan " + plan.plan() + " has " + plan.staffSeats()
                        + " seats beside the owner's, and they are taken. Let a colleague go, or take a larger plan.");
    }

    static ShopRefused noSeatToGiveUp() {
        return new ShopRefused(NO_SEAT_TO_GIVE_UP);
    }

    static ShopRefused planHeldAlready() {
        return new ShopRefused(PLAN_HELD_ALREADY);
    }

    static ShopRefused notSubscribed() {
        return new ShopRefused(NOT_SUBSCRIBED);
    }

    static ShopRefused feeUnderWay() {
        return new ShopRefused(FEE_UNDER_WAY);
    }

    static ShopRefused methodMalformed() {
        return new ShopRefused(METHOD_MALFORMED);
    }
}
