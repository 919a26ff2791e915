package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.catalog.CategoryId;
import dev.fairground.money.Money;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a shop's team does with its listings: draft, change, count, publish, withdraw. */
@RestController
@RequestMapping("/api/{version}")
class SellingController {

    private final DraftListing draftListing;
    private final PublishListing publishListing;
    private final CountStock countStock;
    private final ListingViews views;

    SellingController(
            DraftListing draftListing, PublishListing publishListing, CountStock countStock, ListingViews views) {
        this.draftListing = draftListing;
        this.publishListing = publishListing;
        this.countStock = countStock;
        this.views = views;
    }

    @PostMapping(path = "/shops/{shop}/listings", version = "1")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    ResponseEntity<ListingShapes.DetailV1> draftV1(
            Caller caller, @PathVariable ShopId shop, @Valid @RequestBody DraftV1 draft) {
        ListingId id = draftListing.draft(caller, shop, draft.offer(firstCount(draft.stock())));
        return created("v1", id, ListingShapes.DetailV1.of(own(caller, id)));
    }

    @PostMapping(path = "/shops/{shop}/listings", version = "2")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    ResponseEntity<ListingShapes.DetailV2> draftV2(
            Caller caller, @PathVariable ShopId shop, @Valid @RequestBody DraftV2 draft) {
        ListingId id = draftListing.draft(caller, shop, draft.offer(firstCount(draft.stock())));
        return created("v2", id, ListingShapes.DetailV2.of(own(caller, id)));
    }

    @PutMapping(path = "/listings/{id}", version = "1")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    ListingShapes.DetailV1 changeV1(Caller caller, @PathVariable ListingId id, @Valid @RequestBody DraftV1 draft) {
        draftListing.change(caller, id, draft.offer(unchanged(draft.stock())), readVersion(draft.version()));
        return ListingShapes.DetailV1.of(own(caller, id));
    }

    @PutMapping(path = "/listings/{id}", version = "2")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    ListingShapes.DetailV2 changeV2(Caller caller, @PathVariable ListingId id, @Valid @RequestBody DraftV2 draft) {
        draftListing.change(caller, id, draft.offer(unchanged(draft.stock())), readVersion(draft.version()));
        return ListingShapes.DetailV2.of(own(caller, id));
    }

    @PutMapping(path = "/listings/{id}/stock", version = "1+")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void count(Caller caller, @PathVariable ListingId id, @Valid @RequestBody Count count) {
        countStock.count(caller, id, count.stock());
    }

    @PutMapping(path = "/listings/{id}/publication", version = "1+")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void publish(Caller caller, @PathVariable ListingId id) {
        publishListing.publish(caller, id);
    }

    @DeleteMapping(path = "/listings/{id}/publication", version = "1+")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable ListingId id) {
        publishListing.withdraw(caller, id);
    }

    private ListingViews.Detail own(Caller caller, ListingId id) {
        return views.one(id, Optional.of(caller)).orElseThrow(ListingRefused::noSuchListing);
    }

    private static <T> ResponseEntity<T> created(String version, ListingId id, T body) {
        return ResponseEntity.created(URI.create("/api/" + version + "/listings/" + id))
                .body(body);
    }

    private static int firstCount(@Nullable Integer stock) {
        if (stock == null) {
            throw ListingRefused.stockMissing();
        }
        return stock;
    }

    /** A change written from an old reading would put sold pieces back on the shelf; hence stock has an address of its own. */
    private static int unchanged(@Nullable Integer stock) {
        if (stock != null) {
            throw ListingRefused.stockCountedApart();
        }
        return 0;
    }

    private static int readVersion(@Nullable Integer version) {
        if (version == null) {
            throw ListingRefused.versionMissing();
        }
        return version;
    }

    private static Attributes attributes(@Nullable Map<String, String> values) {
        return values == null ? Attributes.NONE : new Attributes(new TreeMap<>(values));
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw ListingRefused.currency();
        }
    }

    /** As version 1 writes a listing. {@code stock} goes with a draft; {@code version}, as it was read, with a change. */
    record DraftV1(
            @NotNull CategoryId category,
            @NotNull @Size(min = 3, max = 120) String title,
            @NotNull @Size(max = 10_000) String description,
            @NotNull @Digits(integer = 9, fraction = 2) BigDecimal price,
            @NotNull @Size(min = 3, max = 3) String currency,
            @Nullable Integer stock,
            @Nullable Integer version,
            @Nullable @Size(max = 30) Map<@Size(max = 40) String, @NotNull @Size(max = 100) String> attributes,
            @Nullable @Valid Where place) {

        Offer offer(int stock) {
            return new Offer(
                    category,
                    title,
                    description,
                    Money.ofMajor(price, SellingController.currency(currency)),
                    stock,
                    SellingController.attributes(attributes),
                    Where.place(place));
        }
    }

    /** As version 2 writes a listing. */
    record DraftV2(
            @NotNull CategoryId category,
            @NotNull @Size(min = 3, max = 120) String title,
            @NotNull @Size(max = 10_000) String description,
            @NotNull @Valid PriceV2 price,
            @Nullable Integer stock,
            @Nullable Integer version,
            @Nullable @Size(max = 30) Map<@Size(max = 40) String, @NotNull @Size(max = 100) String> attributes,
            @Nullable @Valid Where place) {

        Offer offer(int stock) {
            return new Offer(
                    category,
                    title,
                    description,
                    new Money(price.amountMinor(), SellingController.currency(price.currency())),
                    stock,
                    SellingController.attributes(attributes),
                    Where.place(place));
        }
    }

    record PriceV2(
            @NotNull Long amountMinor,
            @NotNull @Size(min = 3, max = 3) String currency) {}

    /** In degrees; it is kept to about a kilometre. */
    record Where(
            @NotNull @DecimalMin("-90") @DecimalMax("90") BigDecimal latitude,
            @NotNull @DecimalMin("-180") @DecimalMax("180") BigDecimal longitude) {

        static @Nullable Place place(@Nullable Where where) {
            return where == null ? null : new Place(where.latitude, where.longitude);
        }
    }

    record Count(
            @NotNull @jakarta.validation.constraints.Min(0) @jakarta.validation.constraints.Max(100_000)
            Integer stock) {}
}
