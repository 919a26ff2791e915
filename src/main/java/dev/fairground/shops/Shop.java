package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A seller's shop with its team. It decides who may be in the team; the one owner stays for good. */
@Entity
@DynamicUpdate
@Table(schema = "shops", name = "shop")
class Shop {

    @Id
    private UUID id;

    private String handle;

    private String name;

    private String description;

    private Instant openedAt;

    /** The limits come from the plan, in the database; {@link MovePlan} changes it. */
    @Column(insertable = false, updatable = false)
    private @Nullable String plan;

    @Column(insertable = false, updatable = false)
    private int liveListings;

    @Column(insertable = false, updatable = false)
    private int picturesPerListing;

    @Column(insertable = false, updatable = false)
    private int staffSeats;

    @Version
    private @Nullable Integer version;

    @OneToMany(mappedBy = "shop", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<TeamMember> team = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields right after
    protected Shop() {}

    private Shop(ShopId id, String handle, String name, String description, Instant now) {
        this.id = id.value();
        this.handle = handle;
        this.name = name;
        this.description = description;
        this.openedAt = now;
    }

    static Shop opened(String handle, String name, String description, MemberId owner, Instant now) {
        var shop = new Shop(ShopId.next(), handle, name, description, now);
        shop.team.add(new TeamMember(shop, owner, Role.OWNER, now));
        return shop;
    }

    ShopId id() {
        return new ShopId(id);
    }

    String name() {
        return name;
    }

    void describe(@Nullable String newName, @Nullable String newDescription) {
        name = newName == null ? name : newName.strip();
        description = newDescription == null ? description : newDescription.strip();
    }

    void mayUpgrade() {
        if (!Plan.FREE.name().equals(plan)) {
            throw ShopRefused.planHeldAlready();
        }
    }

    /** Whoever calls holds the shop's row lock, so two acceptances cannot both find the place free. */
    void admit(MemberId member, Role role, Instant now) {
        if (team.stream().anyMatch(colleague -> colleague.is(member))) {
            throw ShopRefused.alreadyInTeam();
        }
        entitlements().mustSeat(seated());
        team.add(new TeamMember(this, member, role, now));
    }

    void mayInvite(MemberId member) {
        if (team.stream().anyMatch(colleague -> colleague.is(member))) {
            throw ShopRefused.alreadyInTeam();
        }
        entitlements().mustSeat(seated());
    }

    /** Whether the plan left this colleague without a seat. */
    boolean awaitsSeat(MemberId member) {
        return colleague(member).suspended();
    }

    void seat(MemberId member) {
        entitlements().mustSeat(seated());
        colleague(member).sits();
    }

    /** Takes the seat away from a colleague who stays in the team without it. */
    void unseat(MemberId member, Instant now) {
        TeamMember colleague = colleague(member);
        if (colleague.role() == Role.OWNER || colleague.suspended()) {
            throw ShopRefused.noSeatToGiveUp();
        }
        colleague.stands(now);
    }

    /** Gives a colleague another role and returns the one they had. */
    Role assign(MemberId member, Role role) {
        TeamMember colleague = colleague(member);
        Role before = colleague.role();
        if (before == Role.OWNER || role == Role.OWNER) {
            throw ShopRefused.ownerStays();
        }
        colleague.takes(role);
        return before;
    }

    /** Lets a colleague go and returns the role they had. */
    Role release(MemberId member) {
        TeamMember colleague = colleague(member);
        if (colleague.role() == Role.OWNER) {
            throw ShopRefused.ownerStays();
        }
        team.remove(colleague);
        return colleague.role();
    }

    private Entitlements entitlements() {
        return new Entitlements(String.valueOf(plan), liveListings, picturesPerListing, staffSeats);
    }

    private long seated() {
        return team.stream()
                .filter(colleague -> colleague.role() != Role.OWNER && !colleague.suspended())
                .count();
    }

    private TeamMember colleague(MemberId member) {
        return team.stream()
                .filter(colleague -> colleague.is(member))
                .findAny()
                .orElseThrow(ShopRefused::noSuchTeamMember);
    }
}
