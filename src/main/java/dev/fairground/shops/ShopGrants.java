package dev.fairground.shops;

import dev.fairground.access.Grant;
import dev.fairground.access.GrantSource;
import dev.fairground.identity.MemberId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Turns a member's roles in shops into grants, afresh with every request, so that a role taken away counts at once. */
@Component
class ShopGrants implements GrantSource {

    private final JdbcClient jdbc;

    ShopGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> rights() {
        return Arrays.stream(Role.values())
                .flatMap(role -> role.rights().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Grant> grantsOf(MemberId member) {
        record Place(UUID shop, Role role) {}
        return jdbc
                .sql("select shop_id, role from shops.team_member where member_id = :member and suspended_at is null")
                .param("member", member.value())
                .query((row, _) -> new Place(row.getObject("shop_id", UUID.class), Role.valueOf(row.getString("role"))))
                .list()
                .stream()
                .flatMap(place -> place.role().rights().stream().map(right -> new Grant(right, place.shop())))
                .toList();
    }
}
