package dev.fairground.testing;

import dev.fairground.platform.ids.UuidV7;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A listing on offer, unless told to be a draft or withdrawn. */
public final class ListingFixture {

    private static final AtomicLong NEWEST =
            new AtomicLong(SettableClock.START.plus(Duration.ofDays(1)).toEpochMilli());

    private final UUID shop;
    private Instant at = SettableClock.START.minus(Duration.ofDays(10));
    private @Nullable Instant publishedAt = at;
    private @Nullable Instant withdrawnAt;
    private @Nullable UUID withdrawnBy;
    private String category = "chairs";
    private String title = "Windsor chair";
    private String description = "A chair to sit on.";
    private long priceMinor = 1999;
    private String currency = "EUR";
    private int stock = 3;
    private String attributes = "{}";
    private @Nullable BigDecimal latitude;
    private @Nullable BigDecimal longitude;

    private ListingFixture(UUID shop) {
        this.shop = shop;
    }

    public static ListingFixture aListingOf(UUID shop) {
        return new ListingFixture(shop);
    }

    /** By the category's slug. What the category requires and nobody says is filled in. */
    public ListingFixture among(String slug) {
        this.category = slug;
        return this;
    }

    public ListingFixture titled(String newTitle) {
        this.title = newTitle;
        return this;
    }

    public ListingFixture describedAs(String newDescription) {
        this.description = newDescription;
        return this;
    }

    public ListingFixture costing(long minor, String inCurrency) {
        this.priceMinor = minor;
        this.currency = inCurrency;
        return this;
    }

    /** One attribute beside those said before; its category decides whether it makes sense. */
    public ListingFixture saying(String key, String value) {
        var pair = "\"%s\":\"%s\"".formatted(key, value);
        this.attributes = attributes.equals("{}") ? "{" + pair + "}" : attributes.replace("}", "," + pair + "}");
        return this;
    }

    /** In degrees north and east. */
    public ListingFixture lyingAt(String north, String east) {
        this.latitude = new BigDecimal(north);
        this.longitude = new BigDecimal(east);
        return this;
    }

    /** None left makes it sold out. */
    public ListingFixture left(int number) {
        this.stock = number;
        return this;
    }

    /** Drafted then, and published an hour later. */
    public ListingFixture draftedAt(Instant drafted) {
        this.at = drafted;
        this.publishedAt = drafted.plus(Duration.ofHours(1));
        return this;
    }

    /** Drafted later than all that is there already: by the clock that makes ids, or that of tests where it is ahead. */
    public ListingFixture newest() {
        long now = UuidV7.next().getMostSignificantBits() >>> 16;
        return draftedAt(Instant.ofEpochMilli(NEWEST.updateAndGet(newest -> Math.max(now, newest + 1))));
    }

    public ListingFixture draft() {
        this.publishedAt = null;
        return this;
    }

    public ListingFixture withdrawnBy(UUID member) {
        this.withdrawnBy = member;
        this.withdrawnAt = at.plus(Duration.ofDays(1));
        return this;
    }

    public UUID in(Rows rows) {
        UUID id = rows.id(at);
        rows.sql("""
                insert into listings.listing (id, shop_id, shop_name, category_id, title, description, price_minor, currency, stock,
                                              drafted_at, published_at, withdrawn_at, withdrawn_by, version, attributes, latitude, longitude)
                select :id, :shop, s.name, c.id, :title, :description, :price, :currency, :stock,
                       :at, :publishedAt, :withdrawnAt, :withdrawnBy, 0, :attributes::jsonb || coalesce((
                           select jsonb_object_agg(key, case kind when 'CHOICE' then choices[1] when 'NUMBER' then '42' else 'yes' end)
                             from catalog.attribute
                            where category_id = c.id
                              and key = any(catalog.missing_attributes(c.id, :attributes::jsonb))), '{}'), :latitude, :longitude
                  from shops.shop s, catalog.category c
                 where s.id = :shop
                   and c.slug = :category
                """)
                .param("id", id)
                .param("shop", shop)
                .param("category", category)
                .param("title", title)
                .param("description", description)
                .param("price", priceMinor)
                .param("currency", currency)
                .param("stock", stock)
                .param("at", Rows.at(at))
                .param("publishedAt", Rows.at(publishedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("withdrawnAt", Rows.at(withdrawnAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("withdrawnBy", withdrawnBy, Types.OTHER)
                .param("attributes", attributes)
                .param("latitude", latitude, Types.NUMERIC)
                .param("longitude", longitude, Types.NUMERIC)
                .update();
        return id;
    }
}
