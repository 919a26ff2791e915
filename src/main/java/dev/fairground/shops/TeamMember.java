package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.ids.UuidV7;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One member's place in one shop. Belongs to {@link Shop}, which alone changes it. */
@Entity
@DynamicUpdate
@Table(schema = "shops", name = "team_member")
class TeamMember {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Shop shop;

    private UUID memberId;

    @Enumerated(EnumType.STRING)
    private Role role;

    private Instant joinedAt;

    private @Nullable Instant suspendedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields right after
    protected TeamMember() {}

    TeamMember(Shop shop, MemberId member, Role role, Instant now) {
        this.id = UuidV7.next();
        this.shop = shop;
        this.memberId = member.value();
        this.role = role;
        this.joinedAt = now;
    }

    boolean is(MemberId member) {
        return memberId.equals(member.value());
    }

    Role role() {
        return role;
    }

    void takes(Role newRole) {
        this.role = newRole;
    }

    /** In the team, and without any right, because the plan has no seat for them. */
    boolean suspended() {
        return suspendedAt != null;
    }

    void sits() {
        suspendedAt = null;
    }

    void stands(Instant now) {
        suspendedAt = now;
    }
}
