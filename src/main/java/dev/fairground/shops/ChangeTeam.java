package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a colleague another role, or lets one go. */
@Component
class ChangeTeam {

    private final ShopStore shops;
    private final Audit audit;
    private final Clock clock;

    ChangeTeam(ShopStore shops, Audit audit, Clock clock) {
        this.shops = shops;
        this.audit = audit;
        this.clock = clock;
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

    @Transactional
    void seat(Caller caller, ShopId id, MemberId member, @Nullable MemberId instead) {
        var shop = locked(caller, id);
        if (!shop.awaitsSeat(member)) return;
        if (instead != null) {
            shop.unseat(instead, clock.instant());
            shops.saveAndFlush(shop); // the database counts seats with each statement, and must see this one free first
        }
        shop.seat(member);
        audit.record(
                "shop.seat-given",
                "shop/" + id,
                instead == null ? Map.of() : Map.of("member", instead),
                Map.of("member", member));
    }

    private Shop locked(Caller caller, ShopId id) {
        return shops.lock(id.value(), List.of(caller.where(ShopRights.TEAM))).orElseThrow(ShopRefused::noSuchShop);
    }

    private static Map<String, Object> change(MemberId member, Role role) {
        return Map.of("member", member, "role", role);
    }
}
