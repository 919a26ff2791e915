package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The shops' desk for other modules. */
@Component
public class Shops {

    private final JdbcClient jdbc;

    Shops(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The name under which the shop trades now. */
    public Optional<String> name(ShopId shop) {
        return jdbc.sql("select name from shops.shop where id = :id")
                .param("id", shop.value())
                .query(String.class)
                .optional();
    }

    /** What the shop may have under its plan at this moment; the shop must exist. */
    public Entitlements entitlements(ShopId shop) {
        return jdbc.sql("""
                select plan, live_listings, pictures_per_listing, staff_seats
                  from shops.shop
                 where id = :id
                """)
                .param("id", shop.value())
                .query(Shops::entitlements)
                .single();
    }

    /** Everybody in the shop's team who has access, to be told of something. */
    public List<MemberId> team(ShopId shop) {
        return jdbc.sql(
                        "select member_id from shops.team_member where shop_id = :id and suspended_at is null order by id")
                .param("id", shop.value())
                .query((row, _) -> new MemberId(row.getObject("member_id", UUID.class)))
                .list();
    }

    /** The owner and the managers who have access: whoever decides about the shop's plan. */
    public List<MemberId> managers(ShopId shop) {
        return jdbc.sql("""
                  select member_id
                    from shops.team_member
                   where shop_id = :id and role in ('OWNER', 'MANAGER') and suspended_at is null
                order by id
                """)
                .param("id", shop.value())
                .query((row, _) -> new MemberId(row.getObject("member_id", UUID.class)))
                .list();
    }

    static Entitlements entitlements(ResultSet row, int number) throws SQLException {
        return new Entitlements(
                row.getString("plan"),
                row.getInt("live_listings"),
                row.getInt("pictures_per_listing"),
                row.getInt("staff_seats"));
    }
}
