package dev.fairground.listings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairground.catalog.CategoryId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A listing as each version of the API shows it. Version 1 has a decimal price; version 2 has minor units and a currency. */
final class ListingShapes {

    private ListingShapes() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CardV1(
            ListingId id,
            ShopId shop,
            String shopName,
            CategoryId category,
            String title,
            BigDecimal price,
            String currency,
            int stock,
            State state,
            @Nullable String picture) {

        static CardV1 of(ListingViews.Card card) {
            return new CardV1(
                    card.id(),
                    card.shop(),
                    card.shopName(),
                    card.category(),
                    card.title(),
                    card.price().major(),
                    card.price().currency().getCurrencyCode(),
                    card.stock(),
                    card.state(),
                    card.pictureAddress());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CardV2(
            ListingId id,
            ShopId shop,
            String shopName,
            CategoryId category,
            String title,
            Price price,
            int stock,
            State state,
            @Nullable String picture) {

        static CardV2 of(ListingViews.Card card) {
            return new CardV2(
                    card.id(),
                    card.shop(),
                    card.shopName(),
                    card.category(),
                    card.title(),
                    Price.of(card.price()),
                    card.stock(),
                    card.state(),
                    card.pictureAddress());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DetailV1(
            @JsonUnwrapped CardV1 card,
            String description,
            Map<String, String> attributes,
            @Nullable Place place,
            int version,
            List<Image> pictures) {

        static DetailV1 of(ListingViews.Detail detail) {
            return new DetailV1(
                    CardV1.of(detail.card()),
                    detail.description(),
                    detail.attributes().values(),
                    detail.place(),
                    detail.version(),
                    Image.of(detail.pictures()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DetailV2(
            @JsonUnwrapped CardV2 card,
            String description,
            Map<String, String> attributes,
            @Nullable Place place,
            int version,
            List<Image> pictures) {

        static DetailV2 of(ListingViews.Detail detail) {
            return new DetailV2(
                    CardV2.of(detail.card()),
                    detail.description(),
                    detail.attributes().values(),
                    detail.place(),
                    detail.version(),
                    Image.of(detail.pictures()));
        }
    }

    /** A picture by its addresses in two sizes; {@code width} and {@code height} are those of the full one, in pixels. */
    record Image(PictureId id, String full, String card, int width, int height) {

        static Image of(Picture picture) {
            return new Image(
                    picture.id(),
                    "/media/" + picture.full(),
                    "/media/" + picture.card(),
                    picture.width(),
                    picture.height());
        }

        private static List<Image> of(List<Picture> pictures) {
            return pictures.stream().map(Image::of).toList();
        }
    }

    /** {@code {"amountMinor": 1999, "currency": "EUR"}}. */
    record Price(long amountMinor, String currency) {

        static Price of(Money money) {
            return new Price(money.amountMinor(), money.currency().getCurrencyCode());
        }
    }
}
