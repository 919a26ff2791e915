package dev.fairground.shops;

import dev.fairground.identity.MemberId;
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

    /** Everybody in the shop's team, to be told of something. */
    public List<MemberId> team(ShopId shop) {
        return jdbc.sql("select member_id from shops.team_member where shop_id = :id order by id")
                .param("id", shop.value())
                .query((row, _) -> new MemberId(row.getObject("member_id", UUID.class)))
                .list();
    }
}
