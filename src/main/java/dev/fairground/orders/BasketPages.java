package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings;
import dev.fairground.listings.Listings.Shelf;
import dev.fairground.money.Money;
import dev.fairground.platform.errors.FieldFault;
import dev.fairground.platform.flags.Flags;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The basket for people. What its page shows goes along with the button, so that nobody buys at a price that they did not see; no key is
 * needed, because the lines leave the basket with the first press.
 */
@Controller
class BasketPages {

    private final BasketStore baskets;
    private final FillBasket fillBasket;
    private final CheckOutBasket checkOutBasket;
    private final Listings listings;
    private final Flags flags;

    BasketPages(
            BasketStore baskets, FillBasket fillBasket, CheckOutBasket checkOutBasket, Listings listings, Flags flags) {
        this.baskets = baskets;
        this.fillBasket = fillBasket;
        this.checkOutBasket = checkOutBasket;
        this.listings = listings;
        this.flags = flags;
    }

    @GetMapping("/basket")
    @Access(Who.MEMBER)
    String basket(Caller buyer, Model page) {
        var basket = baskets.find(buyer.id());
        var shelves = listings.look(basket.wanted());
        var rows = IntStream.range(0, shelves.size())
                .mapToObj(line -> Row.of(basket.lines().get(line), shelves.get(line)))
                .toList();
        page.addAttribute("rows", rows);
        page.addAttribute(
                "seen", rows.stream().map(Row::seen).filter(Objects::nonNull).toList());
        return "orders/basket";
    }

    @PostMapping("/basket/lines/{listing}")
    @Access(Who.MEMBER)
    String put(Caller buyer, @PathVariable ListingId listing, @RequestParam int quantity) {
        if (quantity < 1 || quantity > 100) {
            throw OrderRefused.quantityOutOfRange();
        }
        fillBasket.put(buyer, listing, quantity);
        return "redirect:/basket";
    }

    @PostMapping("/basket/lines/{listing}/removal")
    @Access(Who.MEMBER)
    String remove(Caller buyer, @PathVariable ListingId listing) {
        fillBasket.remove(buyer, listing);
        return "redirect:/basket";
    }

    @PostMapping("/basket/checkout")
    @Access(Who.MEMBER)
    @RateLimited("place-order")
    String checkOut(Caller buyer, @RequestParam List<SeenLine> seen, @RequestParam String paymentMethod) {
        if (!flags.isOn(OrderController.CHECKOUT_OPEN)) {
            throw OrderRefused.checkoutClosed();
        }
        var wanted = seen.stream().map(SeenLine::wanted).toList();
        checkOutBasket.checkOut(buyer, OrderRequests.once(wanted), paymentMethod);
        return "redirect:/orders";
    }

    /** A line, and how it stands; {@code seen} is null where it cannot be had. */
    record Row(
            BasketLine line,
            @Nullable Money now,
            List<String> troubles,
            @Nullable SeenLine seen) {

        static Row of(BasketLine line, Shelf shelf) {
            var now = shelf.now();
            Money price = now == null ? null : now.unitPrice();
            boolean had = price != null && shelf.left() >= line.quantity();
            return new Row(
                    line,
                    price,
                    shelf.faults("").stream().map(FieldFault::message).toList(),
                    had ? SeenLine.of(line.wanted(), Objects.requireNonNull(price)) : null);
        }
    }
}
