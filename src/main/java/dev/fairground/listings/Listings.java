package dev.fairground.listings;

import dev.fairground.money.Money;
import dev.fairground.platform.errors.FieldFault;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.shops.ShopId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
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
     * Takes the wanted quantities off stock, all or none, in the caller's transaction, by one statement.
     *
     * @throws dev.fairground.platform.errors.Refusal {@code not-enough-left} or {@code price-changed} if anything is not as wanted; it names
     *     all that is not, as fields of {@code lines[0]}, {@code lines[1]} and so on in the order of {@code wanted}, with what it is now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Reserved> reserve(List<Wanted> wanted) {
        var shelves = stock.take(wanted);
        var faults = IntStream.range(0, shelves.size())
                .mapToObj(line -> shelves.get(line).faults("lines[" + line + "]."))
                .flatMap(List::stream)
                .toList();
        if (!faults.isEmpty()) {
            throw ListingRefused.notAsWanted(faults);
        }
        return shelves.stream().map(Shelf::now).map(Objects::requireNonNull).toList();
    }

    /** How the wanted things stand, in the order of {@code wanted}; nothing is promised by it. */
    public List<Shelf> look(List<Wanted> wanted) {
        return stock.look(wanted);
    }

    /** Puts reserved quantities back on offer, in the caller's transaction. The caller makes sure that it happens once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(List<Wanted> reserved) {
        stock.putBack(reserved);
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

    /** So many of a listing, each listing once; {@code quantity} is positive, {@code price} what one may cost, or null if anything. */
    public record Wanted(
            ListingId listing, int quantity, @Nullable Money price) {

        public Wanted(ListingId listing, int quantity) {
            this(listing, quantity, null);
        }
    }

    /** How a wanted thing stands: {@code now} is null if it is not on offer (or there is no such thing), {@code left} how many there are. */
    public record Shelf(Wanted wanted, @Nullable Reserved now, int left) {

        /** What is not as wanted; empty if it could be had. {@code prefix} comes before the name of each field. */
        public List<FieldFault> faults(String prefix) {
            if (now == null) {
                return List.of(new FieldFault(prefix + "listing", "not-on-offer", "It is no longer on offer."));
            }
            var faults = new ArrayList<FieldFault>();
            if (left < wanted.quantity()) {
                String many = String.valueOf(left);
                faults.add(
                        new FieldFault(prefix + "quantity", "not-enough-left", "There are " + many + " left.", many));
            }
            if (wanted.price() != null && !wanted.price().equals(now.unitPrice())) {
                String price = now.unitPrice().toString();
                faults.add(new FieldFault(prefix + "price", "price-changed", "It costs " + price + " now.", price));
            }
            return faults;
        }
    }

    /** What was taken, at the price of that moment. */
    public record Reserved(ListingId listing, ShopId shop, String title, Money unitPrice, int quantity) {}
}
