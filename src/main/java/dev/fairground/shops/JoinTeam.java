package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A member answers an invitation. */
@Component
class JoinTeam {

    private final ShopStore shops;
    private final InvitationStore invitations;
    private final Audit audit;
    private final Clock clock;

    JoinTeam(ShopStore shops, InvitationStore invitations, Audit audit, Clock clock) {
        this.shops = shops;
        this.invitations = invitations;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    ShopId accept(MemberId member, InvitationId id) {
        var now = clock.instant();
        var invitation = invitations.answer(id, member, "ACCEPTED", now).orElseThrow(ShopRefused::noSuchInvitation);
        var shop = shops.lockForInvited(invitation.shop().value()).orElseThrow(ShopRefused::noSuchInvitation);
        shop.admit(member, invitation.role(), now);
        audit.record(
                "shop.staff-joined",
                "shop/" + shop.id(),
                Map.of(),
                Map.of("member", member, "role", invitation.role(), "invitedBy", invitation.invitedBy()));
        return shop.id();
    }

    @Transactional
    void decline(MemberId member, InvitationId id) {
        if (invitations.answer(id, member, "DECLINED", clock.instant()).isEmpty()) {
            throw ShopRefused.noSuchInvitation();
        }
    }
}
