package dev.fairground.listings;

import dev.fairground.money.Money;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.shops.ShopId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The listings' desk for whoever sells from them or shows them off. */
@Component
public class Listings {

    private final ListingStock stock;
    private final ListingSearch search;

    Listings(ListingStock stock, ListingSearch search) {
        this.stock = stock;
        this.search = search;
    }

    /** What came on offer last, the newest first; {@code limit} is 1 to 100. */
    public List<OnOffer> newest(int limit) {
        return search.find(Search.EVERYTHING, new PageRequest(limit, null, null)).items().stream()
                .map(OnOffer::of)
                .toList();
    }

    /**
     * Takes the wanted quantities off stock, all or none, in the caller's transaction.
     *
     * <p>Rows are taken in the order of their ids, so that two buyers with the same things in their baskets wait for each other instead of
     * deadlocking.
     *
     * @throws dev.fairground.platform.errors.Refusal {@code not-enough-left} if any of them is not on offer in that quantity
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Reserved> reserve(List<Wanted> wanted) {
        return wanted.stream()
                .sorted(Comparator.comparing(want -> want.listing().value()))
                .map(want -> stock.take(want.listing(), want.quantity()).orElseThrow(ListingRefused::notEnoughLeft))
                .toList();
    }

    /** Puts reserved quantities back on offer, in the caller's transaction. The caller makes sure that it happens once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(List<Wanted> reserved) {
        reserved.stream()
                .sorted(Comparator.comparing(want -> want.listing().value()))
                .forEach(want -> stock.putBack(want.listing(), want.quantity()));
    }

    /** A thing on offer as the template {@code listings/cards} shows it; {@code picture} is a path of this site, or null where there is none. */
    public record OnOffer(
            ListingId id,
            String title,
            String shopName,
            Money price,
            @Nullable String picture) {

        static OnOffer of(ListingViews.Card card) {
            return new OnOffer(card.id(), card.title(), card.shopName(), card.price(), card.pictureAddress());
        }
    }

    /** So many of a listing; {@code quantity} is positive. */
    public record Wanted(ListingId listing, int quantity) {}

    /** What was taken, at the price of that moment. */
    public record Reserved(ListingId listing, ShopId shop, String title, Money unitPrice, int quantity) {}
}
