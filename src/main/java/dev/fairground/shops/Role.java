package dev.fairground.shops;

import java.util.Set;

/** A member's place in a shop's team. */
enum Role {
    OWNER(Set.of(
            ShopRights.TEAM,
            ShopRights.LISTINGS,
            ShopRights.ORDERS,
            ShopRights.SHIPPING,
            ShopRights.REFUNDS,
            ShopRights.MONEY,
            ShopRights.PLAN,
            ShopRights.INTEGRATIONS)),
    MANAGER(Set.of(
            ShopRights.LISTINGS,
            ShopRights.ORDERS,
            ShopRights.SHIPPING,
            ShopRights.REFUNDS,
            ShopRights.PLAN,
            ShopRights.INTEGRATIONS)),
    PACKER(Set.of(ShopRights.ORDERS, ShopRights.SHIPPING));

    private final Set<String> rights;

    Role(Set<String> rights) {
        this.rights = rights;
    }

    Set<String> rights() {
        return rights;
    }
}
