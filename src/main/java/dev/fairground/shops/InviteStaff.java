package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.identity.Member;
import dev.fairground.identity.Members;
import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks a member to join the team. */
@Component
class InviteStaff {

    private final Members members;
    private final ShopStore shops;
    private final InvitationStore invitations;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InviteStaff(
            Members members,
            ShopStore shops,
            InvitationStore invitations,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.members = members;
        this.shops = shops;
        this.invitations = invitations;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    InvitationId invite(Caller caller, ShopId id, String handle, Role role) {
        var now = clock.instant();
        var shop =
                shops.lock(id.value(), List.of(caller.where(ShopRights.TEAM))).orElseThrow(ShopRefused::noSuchShop);
        var invited = members.findByHandle(handle).map(Member::id).orElseThrow(ShopRefused::noSuchInvitee);
        shop.mayInvite(invited);
        invitations.withdrawExpired(id, invited, now);
        var invitation = Invitation.to(invited, id, role, caller.id(), now);
        invitations.add(invitation);
        audit.record("shop.staff-invited", "shop/" + id, Map.of(), Map.of("member", invited, "role", role));
        events.publishEvent(new StaffInvited(id, shop.name(), invited, role.name(), now));
        return invitation.id();
    }
}
