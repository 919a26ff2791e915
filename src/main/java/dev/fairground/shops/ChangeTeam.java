package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.audit.Audit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a colleague another role, or lets one go. */
@Component
class ChangeTeam {

    private final ShopStore shops;
    private final Audit audit;

    ChangeTeam(ShopStore shops, Audit audit) {
        this.shops = shops;
        this.audit = audit;
    }

    @Transactional
    void assign(Caller caller, ShopId id, MemberId member, Role role) {
        Role before = locked(caller, id).assign(member, role);
        audit.record("shop.role-changed", "shop/" + id, change(member, before), change(member, role));
    }

    @Transactional
    void release(Caller caller, ShopId id, MemberId member) {
        Role before = locked(caller, id).release(member);
        audit.record("shop.staff-released", "shop/" + id, change(member, before), Map.of());
    }

    private Shop locked(Caller caller, ShopId id) {
        return shops.lock(id.value(), List.of(caller.where(ShopRights.TEAM))).orElseThrow(ShopRefused::noSuchShop);
    }

    private static Map<String, Object> change(MemberId member, Role role) {
        return Map.of("member", member, "role", role);
    }
}
