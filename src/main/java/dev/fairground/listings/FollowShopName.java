package dev.fairground.listings;

import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.shops.ShopRenamed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the copied shop name on cards up with the shop. */
@Component
class FollowShopName {

    private final JdbcClient jdbc;

    FollowShopName(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @OutboxListener(id = "listings.shop-name", key = "shop", lane = OutboxListener.Lane.BULK)
    void on(ShopRenamed renamed) {
        jdbc.sql("update listings.listing set shop_name = :name where shop_id = :shop and shop_name <> :name")
                .param("name", renamed.name())
                .param("shop", renamed.shop().value())
                .update();
    }
}
