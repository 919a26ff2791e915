package dev.fairground.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings.Shelf;
import dev.fairground.orders.OrderShapes.Amount;
import dev.fairground.platform.errors.FieldFault;
import dev.fairground.shops.ShopId;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A basket, and what became of it, as each version of the API shows it. {@code price} is the one that its buyer saw, {@code now} what it
 * costs at this moment and left out if it is not on offer; {@code troubles} are the codes with which a checkout would refuse the line.
 */
final class BasketShapes {

    private BasketShapes() {}

    record BasketV1(List<BasketLineV1> lines) {

        static BasketV1 of(Basket basket, List<Shelf> shelves) {
            return new BasketV1(IntStream.range(0, shelves.size())
                    .mapToObj(line -> BasketLineV1.of(basket.lines().get(line), shelves.get(line)))
                    .toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BasketLineV1(
            ListingId listing,
            String title,
            @Nullable ShopId shop,
            int quantity,
            BigDecimal price,
            @Nullable BigDecimal now,
            String currency,
            int left,
            List<String> troubles) {

        static BasketLineV1 of(BasketLine line, Shelf shelf) {
            var now = shelf.now();
            return new BasketLineV1(
                    line.listing(),
                    line.title(),
                    now == null ? null : now.shop(),
                    line.quantity(),
                    line.price().major(),
                    now == null ? null : now.unitPrice().major(),
                    line.price().currency().getCurrencyCode(),
                    shelf.left(),
                    codes(shelf));
        }
    }

    record BasketV2(List<BasketLineV2> lines) {

        static BasketV2 of(Basket basket, List<Shelf> shelves) {
            return new BasketV2(IntStream.range(0, shelves.size())
                    .mapToObj(line -> BasketLineV2.of(basket.lines().get(line), shelves.get(line)))
                    .toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BasketLineV2(
            ListingId listing,
            String title,
            @Nullable ShopId shop,
            int quantity,
            Amount price,
            @Nullable Amount now,
            int left,
            List<String> troubles) {

        static BasketLineV2 of(BasketLine line, Shelf shelf) {
            var now = shelf.now();
            return new BasketLineV2(
                    line.listing(),
                    line.title(),
                    now == null ? null : now.shop(),
                    line.quantity(),
                    Amount.of(line.price()),
                    now == null ? null : Amount.of(now.unitPrice()),
                    shelf.left(),
                    codes(shelf));
        }
    }

    /** An order for each shop. */
    record CheckedOutV1(List<OrderShapes.HeadV1> orders) {

        static CheckedOutV1 of(List<Order> placed) {
            return new CheckedOutV1(placed.stream()
                    .map(order -> OrderShapes.HeadV1.of(OrderViews.Head.of(order)))
                    .toList());
        }
    }

    /** An order for each shop. */
    record CheckedOutV2(List<OrderShapes.HeadV2> orders) {

        static CheckedOutV2 of(List<Order> placed) {
            return new CheckedOutV2(placed.stream()
                    .map(order -> OrderShapes.HeadV2.of(OrderViews.Head.of(order)))
                    .toList());
        }
    }

    private static List<String> codes(Shelf shelf) {
        return shelf.faults("").stream().map(FieldFault::code).toList();
    }
}
