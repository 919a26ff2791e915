package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that only reads shops. */
@Repository
class ShopViews {

    private final JdbcClient jdbc;
    private final Clock clock;

    ShopViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<ShopView> one(ShopId id) {
        return jdbc.sql("select id, handle, name, description, opened_at from shops.shop where id = :id")
                .param("id", id.value())
                .query(ShopViews::shop)
                .optional();
    }

    /** The shops in whose team the caller is, with the role held there. */
    List<MyShop> of(Caller caller) {
        return jdbc.sql("""
                  select shop.id, shop.handle, shop.name, team_member.role, team_member.suspended_at
                    from shops.team_member
                    join shops.shop on shop.id = team_member.shop_id
                   where team_member.member_id = :member
                order by shop.id
                """)
                .param("member", caller.id().value())
                .query((row, _) -> new MyShop(
                        shopId(row),
                        row.getString("handle"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getTimestamp("suspended_at") != null))
                .list();
    }

    /** The team of one of the caller's own shops; empty for anybody else's, and a team is never empty. */
    List<Colleague> team(Caller caller, ShopId id) {
        return jdbc.sql("""
                  select member_id, role, joined_at, suspended_at
                    from shops.team_member
                   where shop_id = :id
                     and shop_id = any(:shops)
                order by id
                """)
                .param("id", id.value())
                .param("shops", caller.where(ShopRights.ORDERS))
                .query((row, _) -> new Colleague(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        Role.valueOf(row.getString("role")),
                        row.getTimestamp("joined_at").toInstant(),
                        row.getTimestamp("suspended_at") != null))
                .list();
    }

    List<OpenInvitation> invitations(MemberId member) {
        return jdbc.sql("""
                  select invitation.id, invitation.role, invitation.expires_at, shop.id as shop_id, shop.name
                    from shops.invitation
                    join shops.shop on shop.id = invitation.shop_id
                   where invitation.member_id = :member
                     and invitation.answer is null
                     and invitation.expires_at > :now
                order by invitation.id
                """)
                .param("member", member.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new OpenInvitation(
                        new InvitationId(row.getObject("id", UUID.class)),
                        new ShopId(row.getObject("shop_id", UUID.class)),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getTimestamp("expires_at").toInstant()))
                .list();
    }

    private static ShopView shop(ResultSet row, int number) throws SQLException {
        return new ShopView(
                shopId(row),
                row.getString("handle"),
                row.getString("name"),
                row.getString("description"),
                row.getTimestamp("opened_at").toInstant());
    }

    private static ShopId shopId(ResultSet row) throws SQLException {
        return new ShopId(row.getObject("id", UUID.class));
    }

    record ShopView(ShopId id, String handle, String name, String description, Instant openedAt) {}

    /** {@code suspended}: the shop's plan has no seat for the caller, who may do nothing there. */
    record MyShop(ShopId id, String handle, String name, Role role, boolean suspended) {}

    record Colleague(MemberId member, Role role, Instant joinedAt, boolean suspended) {}

    record OpenInvitation(InvitationId id, ShopId shop, String shopName, Role role, Instant expiresAt) {}
}
