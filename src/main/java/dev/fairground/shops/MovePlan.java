package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Gives a shop another plan, in the caller's transaction, which has locked the shop. Nothing is deleted: colleagues beyond the seats are
 * suspended, who joined last first, and come back in the order in which they joined; listings follow {@link PlanChanged}.
 */
@Repository
class MovePlan {

    private final JdbcClient jdbc;
    private final ShopTrail trail;

    MovePlan(JdbcClient jdbc, ShopTrail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    void move(ShopId shop, Plan plan, Instant now) {
        var granted = jdbc.sql("""
                   update shops.shop
                      set plan = :plan, version = version + 1
                    where id = :shop
                returning plan, live_listings, pictures_per_listing, staff_seats
                """)
                .param("shop", shop.value())
                .param("plan", plan.name())
                .query(Shops::entitlements)
                .single();
        var suspended = suspend(shop, granted.staffSeats(), now);
        var seated = seat(shop, granted.staffSeats());
        trail.tell(
                new PlanChanged(shop, granted.plan(), granted.liveListings(), suspended, seated, now),
                "shop.plan-changed",
                shop,
                Map.of("plan", plan, "suspended", suspended, "seated", seated));
    }

    private List<MemberId> suspend(ShopId shop, int seats, Instant now) {
        return jdbc.sql("""
                   update shops.team_member
                      set suspended_at = :now
                    where id in (select id
                                   from shops.team_member
                                  where shop_id = :shop and role <> 'OWNER' and suspended_at is null
                               order by joined_at, id
                                 offset :seats)
                returning member_id
                """)
                .param("shop", shop.value())
                .param("seats", seats)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new MemberId(row.getObject("member_id", UUID.class)))
                .list();
    }

    private List<MemberId> seat(ShopId shop, int seats) {
        return jdbc.sql("""
                   update shops.team_member
                      set suspended_at = null
                    where id in (select id
                                   from shops.team_member
                                  where shop_id = :shop and suspended_at is not null
                               order by joined_at, id
                                  limit (select greatest(:seats - count(*), 0)
                                           from shops.team_member
                                          where shop_id = :shop and role <> 'OWNER' and suspended_at is null))
                returning member_id
                """)
                .param("shop", shop.value())
                .param("seats", seats)
                .query((row, _) -> new MemberId(row.getObject("member_id", UUID.class)))
                .list();
    }
}
