package dev.fairground.listings;

import dev.fairground.catalog.Attribute;
import dev.fairground.catalog.CategoryId;
import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a shop says of a thing it offers. Its stock moves with every sale, beside this object and without its version: see
 * {@link ListingStock}.
 */
@Entity
@DynamicUpdate
@Table(schema = "listings", name = "listing")
class Listing {

    @Id
    private UUID id;

    private UUID shopId;

    private String shopName;

    private UUID categoryId;

    private String title;

    private String description;

    private long priceMinor;

    @JdbcTypeCode(SqlTypes.CHAR)
    private Currency currency;

    private int stock;

    private Instant draftedAt;

    private @Nullable Instant publishedAt;

    private @Nullable Instant withdrawnAt;

    private @Nullable UUID withdrawnBy;

    @JdbcTypeCode(SqlTypes.JSON)
    private String attributes;

    private @Nullable BigDecimal latitude;

    private @Nullable BigDecimal longitude;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields right after
    protected Listing() {}

    Listing(ShopId shop, String shopName, Offer offer, Instant now) {
        this.id = ListingId.next().value();
        this.shopId = shop.value();
        this.shopName = shopName;
        this.categoryId = offer.category().value();
        this.title = offer.title();
        this.description = offer.description();
        this.priceMinor = offer.price().amountMinor();
        this.currency = offer.price().currency();
        this.stock = offer.stock();
        this.attributes = offer.attributes().json();
        place(offer.place());
        this.draftedAt = now;
    }

    ListingId id() {
        return new ListingId(id);
    }

    ShopId shop() {
        return new ShopId(shopId);
    }

    CategoryId category() {
        return new CategoryId(categoryId);
    }

    Money price() {
        return new Money(priceMinor, currency);
    }

    State state() {
        if (publishedAt == null) {
            return State.DRAFT;
        }
        if (withdrawnAt != null) {
            return State.WITHDRAWN;
        }
        return stock == 0 ? State.SOLD_OUT : State.PUBLISHED;
    }

    /**
     * Takes what the shop wants to say from now on.
     *
     * @param readVersion the version that its writer had before them
     * @param known what can be said of a thing in the category that it comes into
     */
    void change(Offer offer, int readVersion, List<Attribute> known) {
        if (version == null || version != readVersion) {
            throw ListingRefused.changedMeanwhile();
        }
        if (state() == State.PUBLISHED || state() == State.SOLD_OUT) {
            offer.attributes().mustHave(known);
        }
        categoryId = offer.category().value();
        title = offer.title();
        description = offer.description();
        priceMinor = offer.price().amountMinor();
        currency = offer.price().currency();
        attributes = offer.attributes().json();
        place(offer.place());
    }

    private void place(@Nullable Place place) {
        latitude = place == null ? null : place.latitude();
        longitude = place == null ? null : place.longitude();
    }

    /** Shows it to everybody, for the first time or again; publishing what is public already changes nothing. */
    void publish(Instant now, List<Attribute> known) {
        if (state() == State.DRAFT && stock == 0) {
            throw ListingRefused.nothingToSell();
        }
        Attributes.of(attributes).mustHave(known);
        publishedAt = publishedAt == null ? now : publishedAt;
        withdrawnAt = null;
        withdrawnBy = null;
    }

    /** Takes it off, and says whether anything changed; withdrawing what the shop has withdrawn already changes nothing. */
    boolean withdraw(MemberId by, Instant now) {
        if (state() == State.DRAFT) {
            throw ListingRefused.neverPublished();
        }
        if (withdrawnBy != null) {
            return false;
        }
        // One that its plan took off is now withdrawn by the shop, and will not come back by itself.
        withdrawnAt = withdrawnAt == null ? now : withdrawnAt;
        withdrawnBy = by.value();
        return true;
    }

    ListingPublished published() {
        return new ListingPublished(id(), shop(), category(), title, price());
    }
}
