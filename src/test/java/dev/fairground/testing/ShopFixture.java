package dev.fairground.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shop with its owner and team. */
public final class ShopFixture {

    private final UUID owner;
    private final Map<UUID, String> colleagues = new LinkedHashMap<>();
    private Instant at = SettableClock.START.minus(Duration.ofDays(20));
    private @Nullable String handle;
    private String name = "A Shop";
    private String description = "";
    private String plan = "FREE";

    private ShopFixture(UUID owner) {
        this.owner = owner;
    }

    public static ShopFixture aShopOf(UUID owner) {
        return new ShopFixture(owner);
    }

    public ShopFixture called(String newHandle, String newName) {
        this.handle = newHandle;
        this.name = newName;
        return this;
    }

    public ShopFixture describedAs(String newDescription) {
        this.description = newDescription;
        return this;
    }

    public ShopFixture openedAt(Instant opened) {
        this.at = opened;
        return this;
    }

    /** {@code newPlan} is FREE or PRO, and PRO is a gift: nobody is charged for it, and no job takes it away. */
    public ShopFixture onPlan(String newPlan) {
        this.plan = newPlan;
        return this;
    }

    /** {@code role} is MANAGER or PACKER. */
    public ShopFixture with(UUID member, String role) {
        colleagues.put(member, role);
        return this;
    }

    public UUID in(Rows rows) {
        UUID id = rows.id(at);
        // One statement, so that a shop without owner is never committed.
        rows.sql("""
                with shop as (
                    insert into shops.shop (id, handle, name, description, opened_at, plan, version)
                    values (:id, :handle, :name, :description, :at, :plan, 0)
                    returning id)
                insert into shops.team_member (id, shop_id, member_id, role, joined_at)
                select :ownership, id, :owner, 'OWNER', :at from shop
                """)
                .param("id", id)
                .param("handle", handle != null ? handle : "s-" + id.toString().substring(24))
                .param("name", name)
                .param("description", description)
                .param("at", Rows.at(at))
                .param("plan", plan)
                .param("ownership", rows.id(at))
                .param("owner", owner)
                .update();
        colleagues.forEach((member, role) -> rows.sql("""
                insert into shops.team_member (id, shop_id, member_id, role, joined_at)
                values (:id, :shop, :member, :role, :at)
                """)
                .param("id", rows.id(at))
                .param("shop", id)
                .param("member", member)
                .param("role", role)
                .param("at", Rows.at(at))
                .update());
        return id;
    }
}
